package org.crmmigration.ingest.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.crmmigration.ingest.Bench;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.engine.ExportRun;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.samples.SampleExport;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.value.KeyedHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three generations of dirty files of all kinds lead to the same bytes on the topics, however many workers there are and
 * wherever publication is interrupted. {@link #main} prints the digest of these bytes, to be compared before and after a
 * change that must not change them.
 */
final class SameBytesTest {

    private static final String SLUG = "acme";

    @TempDir
    Path directory;

    /** {@code SameBytesTest DIRECTORY}: prints the digest. */
    public static void main(String[] arguments) {
        Path files = Path.of(arguments[0]);
        write(files);
        DigestSink sink = new DigestSink();
        String census = new Run(files.resolveSibling("data"), sink, Integer.getInteger("workers", 2)).all(files);
        System.out.println(sink.digest() + " of " + sink.messages() + " messages");
        System.out.println(census);
    }

    @Test
    void leadToTheSameBytesWithOneWorkerAndWithSeveral() {
        // Given
        write(directory.resolve("in"));
        DigestSink one = new DigestSink();
        DigestSink several = new DigestSink();

        // When
        String census = new Run(directory.resolve("one"), one, 1).all(directory.resolve("in"));
        String other = new Run(directory.resolve("several"), several, 4).all(directory.resolve("in"));

        // Then
        assertThat(one.messages()).isGreaterThan(40_000);
        assertThat(several.digest()).isEqualTo(one.digest());
        assertThat(other).isEqualTo(census);
    }

    @Test
    void leadToTheSameBytesAfterAnInterruption() {
        // Given
        write(directory.resolve("in"));
        DigestSink undisturbed = new DigestSink();
        String census = new Run(directory.resolve("undisturbed"), undisturbed, 2).all(directory.resolve("in"));
        DigestSink sink = new DigestSink();
        Run run = new Run(directory.resolve("interrupted"), sink, 2);

        // When
        for (int generation = 1; generation <= 3; generation++) {
            Export export = run.add(directory.resolve("in").resolve("g" + generation));
            sink.breakAfter(777);
            assertThatThrownBy(() -> run.run(export)).isInstanceOf(IngestException.class);
            sink.breakAfter(Integer.MAX_VALUE);
            run.run(export);
        }

        // Then
        assertThat(sink.digest()).isEqualTo(undisturbed.digest());
        assertThat(run.census()).isEqualTo(census);
    }

    private record Run(Path data, DigestSink sink, int workers) {

        String all(Path files) {
            for (int generation = 1; generation <= 3; generation++) {
                run(add(files.resolve("g" + generation)));
            }
            return census();
        }

        Export add(Path files) {
            return new ExportTable(new Staging(data, SLUG)).add(List.of(files), Map.of(), Bench.NOW);
        }

        void run(Export export) {
            try (Turns turns = new Turns(workers)) {
                new ExportRun(
                                new Staging(data, SLUG),
                                new MigrationDefined(
                                        SLUG,
                                        "pipedrive",
                                        "none",
                                        "none",
                                        true,
                                        Topics.of(SLUG),
                                        Map.of("timeZone", "UTC"),
                                        Bench.NOW),
                                new KeyedHash(Bench.SECRET.getBytes(StandardCharsets.UTF_8)),
                                _ -> sink,
                                Clock.fixed(Bench.NOW, ZoneOffset.UTC),
                                (_, _, _, _, _, _) -> {},
                                () -> true)
                        .run(export, turns);
            }
        }

        /** What was counted of each export and which contacts are flagged. */
        String census() {
            StringBuilder census = new StringBuilder();
            try (Sql sql = new Staging(data, SLUG).rows()) {
                sql.each(
                        "select census from inspection order by export",
                        row -> census.append(row.text(1)).append('\n'));
                sql.each(
                        "select export, key, flags from flagged order by export, key",
                        row -> census.append(row.text(1)).append(row.text(2)).append(row.text(3)));
            }
            return DigestSink.sha256(census.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** All kinds of files, then many rows of contacts and transactions, then most of these again and others changed. */
    private static void write(Path directory) {
        try {
            Path first = Files.createDirectories(directory.resolve("g1"));
            SampleExport.write(first);
            large(Files.createDirectories(directory.resolve("g2")), new Random(5), 11_000, 9_000);
            Path third = Files.createDirectories(directory.resolve("g3"));
            large(third, new Random(6), 11_500, 9_500);
            Files.copy(directory.resolve("g2/log.csv"), third.resolve("log-again.csv"));
            Files.writeString(third.resolve("contacts-2.csv"), RestartIT.contacts(new Random(5), 3_000));
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(Bench.NOW));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void large(Path directory, Random random, int contacts, int transactions) throws IOException {
        Files.writeString(directory.resolve("contacts.csv"), RestartIT.contacts(random, contacts));
        Files.writeString(directory.resolve("log.csv"), RestartIT.transactions(random, transactions));
    }
}
