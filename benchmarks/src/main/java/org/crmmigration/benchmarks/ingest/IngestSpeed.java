package org.crmmigration.benchmarks.ingest;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.crmmigration.embedded.PlatformProcess;

/**
 * Ingest beside what bounds it, in one run on one broker that is a process of its own:
 * {@code IngestSpeed [CONTACTS [TRANSACTIONS [DIRECTORY]]]}, by default 1,000,000 and 1,500,000 rows in a temporary
 * directory. Each line of the table is a process of its own with a heap of 512 MiB: a plain parse of the files by
 * Commons CSV, by FastCSV and by ingest's reader, Kafka's {@code ProducerPerformance} at the size of ingest's records, with ingest's
 * compression and with none (its payload is random letters and hardly shrinks), and ingest itself from the first byte of
 * the files to the last acknowledged record.
 */
public final class IngestSpeed {

    private static final PrintStream OUT = System.out;

    private IngestSpeed() {}

    /** Measures and prints the table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int contacts = number(arguments, 0, 1_000_000);
        int transactions = number(arguments, 1, 1_500_000);
        Path directory = arguments.length > 2 ? Path.of(arguments[2]) : Files.createTempDirectory("ingest-speed");
        Path files = directory.resolve("export-" + contacts + "-" + transactions);
        if (!Files.exists(files)) {
            new WideExport(contacts, transactions).write(files);
        }
        double megabytes = size(files) / 1e6;
        OUT.printf(Locale.ROOT, "%d contacts, %d transaction rows, %.0f MB%n", contacts, transactions, megabytes);
        List<Figures> table = new ArrayList<>();
        delete(directory.resolve("platform"));
        try (PlatformProcess platform = PlatformProcess.start(directory.resolve("platform"))) {
            for (String library : List.of("commons-csv", "fastcsv", "ingest")) {
                table.add(Child.run("parse, " + library, PlainParse.class, library, files.toString()));
            }
            Figures ingest = Child.run(
                    "ingest",
                    IngestOnce.class,
                    directory.resolve("data").toString(),
                    files.toString(),
                    platform.bootstrapServers(),
                    platform.registryUrl());
            for (String compression : List.of("lz4", "none")) {
                table.add(Child.run(
                        "producer test, " + compression,
                        ProducerTest.class,
                        platform.bootstrapServers(),
                        Long.toString(ingest.records()),
                        Long.toString(ingest.bytes() / Math.max(1, ingest.records())),
                        compression));
            }
            table.add(ingest);
            print(table, ingest);
            OUT.printf(Locale.ROOT, "ingest's own files: %.0f MB%n", size(directory.resolve("data")) / 1e6);
            delete(directory.resolve("data"));
        }
    }

    private static void print(List<Figures> table, Figures ingest) {
        OUT.printf(
                "%n%-20s %10s %8s %10s %10s %10s %10s%n",
                "", "records", "seconds", "records/s", "cpu s", "heap MB", "RSS MB");
        for (Figures line : table) {
            OUT.printf(
                    Locale.ROOT,
                    "%-20s %10d %8.1f %10.0f %10.1f %10d %10d%n",
                    line.name(),
                    line.records(),
                    line.seconds(),
                    line.rate(),
                    line.cpuSeconds(),
                    line.heapMegabytes(),
                    line.residentMegabytes());
        }
        OUT.printf(Locale.ROOT, "%ningest's records: %d bytes each%n", ingest.bytes() / Math.max(1, ingest.records()));
        for (Figures line : table) {
            if (!line.equals(ingest)) {
                OUT.printf(
                        Locale.ROOT,
                        "ingest / %s: %.2f of its rate, publication alone %.2f%n",
                        line.name(),
                        ingest.rate() / line.rate(),
                        ingest.records() / ingest.publishSeconds() / line.rate());
            }
        }
    }

    private static long size(Path files) throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** What an earlier run left; on its topics everything would stand already. */
    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
