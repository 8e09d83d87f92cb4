package org.crmmigration.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The migrate command line as a process of its own, which can be killed like one. */
final class MigrateProcess {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path output;

    private MigrateProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code migrate} with the arguments. */
    static MigrateProcess start(Path workingDirectory, String... arguments) {
        try {
            Path output = Files.createTempFile(workingDirectory, "migrate", ".txt");
            List<String> command = JavaCommand.small();
            command.addAll(
                    List.of("-cp", System.getProperty("java.class.path"), "org.crmmigration.standalone.Migrate"));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .directory(workingDirectory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new MigrateProcess(process, output);
        } catch (IOException e) {
            throw new IllegalStateException("migrate could not be started", e);
        }
    }

    /** Waits for the end; the exit status. */
    int await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError("migrate did not end within " + PATIENCE + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits at most so long; whether it has ended. */
    boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Kills it as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        boolean gone = endsWithin(Duration.ofSeconds(30));
        if (!gone) {
            throw new AssertionError("the process survived SIGKILL");
        }
    }

    /** What it has printed. */
    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
