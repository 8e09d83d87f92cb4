package org.crmmigration.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Installs the published npm clients below {@code target} and runs our script with them. */
final class NpmClients {
    private static final Path SOURCE = Path.of("src", "test", "interop");
    private static final Path INSTALLED = Path.of("target", "interop");

    private NpmClients() {}

    /** Why they cannot be had here, if so. */
    static Optional<String> missing() throws IOException, InterruptedException {
        try {
            if (run(List.of("node", "--version"), "", Path.of(".")).exit() != 0) {
                return Optional.of("node does not run on this machine");
            }
            Files.createDirectories(INSTALLED);
            for (String file : List.of("package.json", "interop.cjs")) {
                Files.copy(SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            List<String> install = List.of(
                    "npm",
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--no-package-lock",
                    "--prefer-offline",
                    "--fetch-retries=0");
            boolean installed = run(install, "", INSTALLED).exit() == 0;
            return installed ? Optional.empty() : Optional.of("npm cannot install the published registry clients");
        } catch (IOException e) {
            return Optional.of("node and npm are not installed");
        }
    }

    /** The script's answer to the input. */
    static String ask(String input) throws IOException, InterruptedException {
        Result result = run(List.of("node", "interop.cjs"), input, INSTALLED);
        assertThat(result.exit()).as(result.output()).isZero();
        return result.output();
    }

    private static Result run(List<String> command, String input, Path directory)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("npm", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile())
                    .start();
            Thread.ofVirtual().start(() -> drain(process));
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Result(-1, "no end within five minutes");
            }
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** What goes wrong inside is shown in the test's own output. */
    private static void drain(Process process) {
        process.errorReader(StandardCharsets.UTF_8).lines().forEach(System.err::println);
    }

    private record Result(int exit, String output) {}
}
