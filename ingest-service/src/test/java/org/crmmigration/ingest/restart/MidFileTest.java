package org.crmmigration.ingest.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.crmmigration.ingest.Bench;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.ListSink;
import org.crmmigration.ingest.engine.ExportRun;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.value.KeyedHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MidFileTest {

    @TempDir
    Path directory;

    private final List<Long> rowsHeard = new ArrayList<>();

    @Test
    void goesOnInTheMiddleOfAFile() {
        goesOn("contacts.csv", contacts(27_000));
    }

    @Test
    void goesOnInTheMiddleOfATransactionLog() {
        goesOn("log.csv", RestartIT.transactions(new Random(3), 27_000));
    }

    private void goesOn(String name, String content) {
        // Given
        Bench undisturbed = new Bench(directory.resolve("undisturbed"), Map.of());
        Path file = undisturbed.file(name, content);
        undisturbed.ingest(file);
        Bench interrupted = new Bench(directory.resolve("interrupted"), Map.of());
        Export export = new ExportTable(interrupted.staging()).add(List.of(file), Map.of(), Bench.NOW);
        ListSink sink = interrupted.sink();
        assertThatThrownBy(() ->
                        run(interrupted, export, () -> rowsHeard.stream().noneMatch(rows -> rows >= 20_000)))
                .isInstanceOf(IngestException.class);
        rowsHeard.clear();

        // When
        run(interrupted, export, () -> true);

        // Then
        assertThat(rowsHeard.getFirst()).isEqualTo(20_000);
        assertThat(sink.messages()).isEqualTo(undisturbed.sink().messages());
        assertThat(sink.findings()).isEqualTo(undisturbed.sink().findings());
    }

    private void run(Bench bench, Export export, BooleanSupplier owned) {
        new ExportRun(
                        bench.staging(),
                        new MigrationDefined(
                                "acme", "pipedrive", "none", "none", true, Topics.of("acme"), Map.of(), Bench.NOW),
                        new KeyedHash(Bench.SECRET.getBytes(StandardCharsets.UTF_8)),
                        _ -> bench.sink(),
                        Clock.fixed(Bench.NOW, ZoneOffset.UTC),
                        (_, _, rows, _, _, _) -> rowsHeard.add(rows),
                        owned)
                .run(export);
    }

    /** Rows of one line and of two, some with bytes beyond ASCII, too many or too few cells, and mail that is none. */
    private static String contacts(int rows) {
        StringBuilder text = new StringBuilder("ID,Email,First Name,Notes,Date Joined\n");
        for (int i = 1; i <= rows; i++) {
            text.append(i)
                    .append(i % 211 == 0 ? ",nobody" : ",p" + i + "@mail.example.org")
                    .append(i % 17 == 0 ? ",Z\u00f6e \u2014 " : ",Ann ")
                    .append(i)
                    .append(i % 31 == 0 ? ",\"one\ntwo\"" : ",")
                    .append(",2025-0")
                    .append(1 + i % 9)
                    .append("-1")
                    .append(i % 3)
                    .append(i % 1009 == 0 ? ",surplus\n" : "\n");
        }
        return text.toString();
    }
}
