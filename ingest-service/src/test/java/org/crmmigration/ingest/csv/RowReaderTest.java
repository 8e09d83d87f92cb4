package org.crmmigration.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RowReaderTest {

    @Test
    void countsPhysicalLinesAcrossQuotedLineBreaks() throws IOException {
        // When
        List<Row> rows = read("a,b\r\n\"one\ntwo\",x\r\n\r\nlast,y", 2);

        // Then
        assertThat(rows).extracting(Row::line).containsExactly(1L, 2L, 4L, 5L);
        assertThat(rows.get(1).cells()).containsExactly("one\ntwo", "x");
        assertThat(rows.get(2).blank()).isTrue();
    }

    @Test
    void knowsTheByteAtWhichARowBegins() throws IOException {
        // When
        List<Row> rows = read("ä,😀\nb\nc,d\n", 2);

        // Then
        assertThat(rows.get(1).fits()).isFalse();
        assertThat(rows.get(1).offset()).isEqualTo(8);
        assertThat(rows.get(2).offset()).isEqualTo(10);
    }

    @Test
    void rescuesRowsThatAStrayQuoteSwallowed() throws IOException {
        // When
        List<Row> rows = read("a,b,c\n\"5 inch,x,y\nq,\"r\",s\nt,u,v\n", 3);

        // Then
        assertThat(rows).allMatch(Row::fits).hasSize(4);
        assertThat(rows.get(1).cells()).containsExactly("\"5 inch", "x", "y");
        assertThat(rows.get(2).cells()).containsExactly("q", "r", "s");
        assertThat(rows).extracting(Row::line).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void takesNoQuoteLiterallyThatStandsWhereQuotesStand() throws IOException {
        // When the surplus of quoted delimiters makes up for what is missing
        List<Row> rows = read("a,b,c\n\"x, y\",z\nk,\"1\n2, 3\"\nt,u,v\n", 3);

        // Then
        assertThat(rows).extracting(Row::fits).containsExactly(true, false, false, true);
        assertThat(rows).extracting(Row::line).containsExactly(1L, 2L, 3L, 5L);
    }

    @Test
    void knowsTheBytesOfRescuedRowsInTheFilesOwnEncoding() throws IOException {
        // When
        List<Row> rows = read("a,b\r\n\"5 \u00e4\u00e4,x\r\nq,\"r\"\r\n", 2, StandardCharsets.ISO_8859_1);

        // Then
        assertThat(rows).allMatch(Row::fits).extracting(Row::offset).containsExactly(0L, 5L, 14L);
    }

    @Test
    void acceptsSurplusDelimitersAtTheEndOfARow() throws IOException {
        assertThat(read("a,b\n1,2,,\n", 2).get(1).cells()).containsExactly("1", "2");
    }

    @Test
    void noticesAQuoteThatIsNeverClosed() throws IOException {
        // Given
        byte[] bytes = "a,b\n1,\"2\n3,4\n".getBytes(StandardCharsets.UTF_8);

        // When
        try (RowReader reader = new RowReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8, 0, ',', 2)) {
            while (reader.next().isPresent()) {}

            // Then
            assertThat(reader.unterminated()).isTrue();
        }
    }

    @Test
    void survivesNoise() throws IOException {
        // Given
        Random random = new Random(7);
        String alphabet = "ab,\"\"\n\r;é\u0000 ";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder("x,y\n");
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }

            // When
            List<Row> rows = read(text.toString(), 2);

            // Then
            assertThat(rows).isNotEmpty();
            assertThat(rows).isSortedAccordingTo(java.util.Comparator.comparingLong(Row::line));
            assertThat(rows).extracting(Row::line).doesNotHaveDuplicates();
        }
    }

    private static List<Row> read(String text, int width) throws IOException {
        return read(text, width, StandardCharsets.UTF_8);
    }

    private static List<Row> read(String text, int width, Charset charset) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader =
                new RowReader(new ByteArrayInputStream(text.getBytes(charset)), charset, 0, ',', width)) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }
}
