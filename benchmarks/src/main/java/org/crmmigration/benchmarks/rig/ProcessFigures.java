package org.crmmigration.benchmarks.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Linux says of a process.
 *
 * @param cpu used since it started
 * @param residentMb memory in use, mapped files included
 * @param files open files and sockets
 */
public record ProcessFigures(Duration cpu, long residentMb, long threads, long files) {

    private static final int TICKS_PER_SECOND = 100;

    /** Of a process by its id. */
    public static ProcessFigures of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(process.resolve("stat"));
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            long ticks = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
            return new ProcessFigures(
                    Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND),
                    status(process, "VmRSS:") / 1024,
                    status(process, "Threads:"),
                    count(process.resolve("fd")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long status(Path process, String name) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
