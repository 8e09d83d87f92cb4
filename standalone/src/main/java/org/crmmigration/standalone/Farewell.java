package org.crmmigration.standalone;

/** Says on standard error that nothing is lost, when the process is told to end before it is closed. */
final class Farewell implements AutoCloseable {

    private final Thread hook = Thread.ofPlatform().unstarted(Farewell::say);

    Farewell() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @SuppressWarnings("SystemOut") // the command line's own stream, at an instant when nothing else is safe to use
    private static void say() {
        System.err.println("\nmigrate: Stopped; nothing is lost, the same command goes on where it was.");
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is ending and the sentence is being said
        }
    }
}
