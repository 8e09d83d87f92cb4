package org.crmmigration.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.crmmigration.ingest.samples.SampleExport;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleExportTest {

    @TempDir
    Path directory;

    @Test
    void accountsForEveryRowOfTheSample() {
        // Given
        SampleExport.write(directory.resolve("sample"));
        Bench bench = new Bench(directory, Map.of());

        // When
        Export export = bench.ingest(directory.resolve("sample"));

        // Then
        assertThat(export.state()).isEqualTo(Export.State.COMPLETED);
        assertThat(bench.sink().completed().files())
                .allMatch(FileAccount::balanced)
                .hasSize(10);
        assertThat(bench.sink().records(Kind.CONTACT)).hasSize(303);
        for (Kind kind : Kind.values()) {
            assertThat(bench.sink().records(kind)).as(kind.word()).isNotEmpty();
        }
    }

    @Test
    void writesWhatIsCommitted() throws IOException {
        // Given
        Path committed = Path.of("..", "samples", "kartra-export");

        // When
        SampleExport.write(directory);

        // Then
        assertThat(names(directory)).isEqualTo(names(committed));
        for (String name : names(committed)) {
            assertThat(directory.resolve(name)).hasSameBinaryContentAs(committed.resolve(name));
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }
}
