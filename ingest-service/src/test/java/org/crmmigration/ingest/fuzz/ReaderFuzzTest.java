package org.crmmigration.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.crmmigration.ingest.csv.Row;
import org.crmmigration.ingest.csv.RowReader;
import org.crmmigration.ingest.file.Dialect;

/**
 * Whatever the bytes, the reader neither fails nor hangs, and its rows begin at the first line and at ever later lines and
 * bytes, so that no line belongs to no row. Without further ado the kept inputs run; {@code ./fuzz} looks for new ones.
 */
final class ReaderFuzzTest {

    private static final String DELIMITERS = ",;\t|";

    @FuzzTest(maxDuration = "60s")
    void readsAnything(byte[] data) throws IOException {
        // Given
        char delimiter = DELIMITERS.charAt(data.length == 0 ? 0 : data[0] & 3);
        int width = data.length == 0 ? 0 : (data[0] >> 2) & 7;
        var charset = (data.length & 1) == 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;

        // When
        var unused = Dialect.of(new String(data, charset));
        try (RowReader reader = new RowReader(new ByteArrayInputStream(data), charset, 0, delimiter, width)) {
            long line = 0;
            long offset = -1;
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {

                // Then
                assertThat(row.get().line()).isGreaterThan(line);
                assertThat(line > 0 || row.get().line() == 1).isTrue();
                assertThat(row.get().offset()).isGreaterThan(offset);
                assertThat(!row.get().fits() || width == 0 || row.get().cells().size() == width)
                        .isTrue();
                line = row.get().line();
                offset = row.get().offset();
            }
            assertThat(line > 0 || data.length == 0 || reader.unterminated()).isTrue();
            assertThat(unused).isNotNull();
        }
    }
}
