package org.crmmigration.contract.plain;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM of its own on this JVM's class path, which can be killed, paused and asked. Its main class prints a line that
 * begins with {@code READY}, answers each line it reads with one line, and ends when its input ends.
 */
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final BufferedWriter questions;
    private final String ready;

    private JavaProcess(Process process, Path log) throws IOException {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        String line = lines.readLine();
        while (line != null && !line.startsWith("READY")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("the process ended before it was ready; see " + log);
        }
        this.ready = line;
    }

    /**
     * Starts a main class and waits until it is ready.
     *
     * @param log takes what it logs, appended
     * @param options of the JVM
     */
    public static JavaProcess start(Path log, List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new JavaProcess(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException("the process cannot be started", e);
        }
    }

    /** What it printed when it was ready. */
    public String ready() {
        return ready;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it something; one question at a time. */
    public synchronized String ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            String answer = lines.readLine();
            if (answer == null) {
                throw new IllegalStateException("the process has ended");
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("the process does not answer", e);
        }
    }

    /**
     * Kills it as {@code kill -9} does and waits until it is gone; not by {@link Process#onExit}, which waits for whatever has
     * the number of a process that has ended before.
     */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Stops its clock, as {@code kill -STOP} does: it neither works nor notices. */
    public void pause() {
        signal("-STOP");
    }

    /** Lets it go on after {@link #pause}. */
    public void wake() {
        signal("-CONT");
    }

    @Override
    public void close() {
        kill();
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", signal, Long.toString(pid()))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill " + signal + " failed with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kill cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
