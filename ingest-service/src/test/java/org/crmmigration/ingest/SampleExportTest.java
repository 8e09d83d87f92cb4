package org.crmmigration.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
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
    }
}
