package org.crmmigration.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An {@link EmbeddedPlatform} in a JVM of its own that can be killed as {@code kill -9} kills and started again on the
 * same directory and ports. It ends by itself when the JVM that started it ends.
 */
public final class PlatformProcess implements AutoCloseable {
    private final Path directory;
    private Process process;
    private String bootstrapServers;
    private String registryUrl;

    private PlatformProcess(Path directory) throws IOException {
        this.directory = directory;
        this.process = launched(directory);
        String[] ready = ready(process, directory);
        this.bootstrapServers = ready[1];
        this.registryUrl = ready[2];
    }

    /**
     * Starts the process with this JVM's class path and waits until it serves.
     *
     * @param directory holds its data and what it prints, {@code process.log}
     */
    public static PlatformProcess start(Path directory) {
        try {
            Files.createDirectories(directory);
            return new PlatformProcess(directory);
        } catch (IOException e) {
            throw new EmbeddedPlatformException("The platform's process cannot be started", e);
        }
    }

    /** Kills the process without warning and waits until it is gone. */
    public void kill() {
        kill(process);
    }

    /**
     * Kills a process of this JVM without warning and waits until it is gone. {@link Process#onExit} would not do: of a
     * process that has ended before, it waits for whatever has its number now.
     */
    public static void kill(Process process) {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again after {@link #kill}. */
    public void restart() {
        try {
            process = launched(directory);
            String[] ready = ready(process, directory);
            bootstrapServers = ready[1];
            registryUrl = ready[2];
        } catch (IOException e) {
            throw new EmbeddedPlatformException("The platform's process cannot be started", e);
        }
    }

    /** Where Kafka clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Where the schema registry is. */
    public String registryUrl() {
        return registryUrl;
    }

    /** The process's id, for tests that stop and continue it. */
    public long pid() {
        return process.pid();
    }

    /** {@code bootstrap.servers} and {@code schema.registry.url}, to start a client's configuration with. */
    public Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl);
    }

    @Override
    public void close() {
        kill();
    }

    private static Process launched(Path directory) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                directory.toString());
        return new ProcessBuilder(command)
                .redirectError(directory.resolve("process.log").toFile())
                .start();
    }

    private static String[] ready(Process process, Path directory) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(Main.READY)) {
                return line.split(" ");
            }
        }
        throw new EmbeddedPlatformException(
                "The platform's process ended before it served; see " + directory.resolve("process.log"), null);
    }

    /** The process's main class: serves until its standard input ends. */
    static final class Main {
        private static final String READY = "READY ";

        private Main() {}

        public static void main(String[] args) throws IOException {
            PrintStream answer = System.out;
            System.setOut(System.err); // nobody reads what is logged there, and a full pipe would stop the process
            EmbeddedPlatform platform = EmbeddedPlatform.start(Path.of(args[0]));
            answer.println(READY + platform.bootstrapServers() + " " + platform.registryUrl());
            while (System.in.read() >= 0) {
                // whatever comes is of no interest, only the end is
            }
            Runtime.getRuntime().halt(0);
        }
    }
}
