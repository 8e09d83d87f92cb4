package org.crmmigration.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commons CSV says what the records of a text are. */
final class RecordsTest {

    private static final String DELIMITERS = ",;\t|";
    private static final String ALPHABET = "ab\"\"\"\r\n\u00e9\u4e2d ";

    /** One record: its cells, where it begins, how many line ends come before the next. */
    private record Read(List<String> cells, long byteAt, long linesBehind) {}

    private record Outcome(List<Read> records, boolean unterminated) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void findsTheRecordsThatCommonsCsvFinds(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            // Given
            char delimiter = DELIMITERS.charAt(random.nextInt(4));
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(random.nextInt(4) == 0 ? delimiter : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }

            // When
            Outcome ours = ours(text.toString(), delimiter, 1 + random.nextInt(7));

            // Then
            assertThat(ours).as(text.toString()).isEqualTo(theirs(text.toString(), delimiter));
        }
    }

    private static Outcome ours(String text, char delimiter, int atOnce) throws IOException {
        List<Read> found = new ArrayList<>();
        Window window = new Window(new Slowly(text, atOnce), StandardCharsets.UTF_8, 0);
        Records records = new Records(window, delimiter);
        long lines = 0;
        for (Optional<List<String>> cells = records.next(); cells.isPresent(); cells = records.next()) {
            lines += records.lines();
            found.add(new Read(cells.get(), window.byteAt(window.begin()), lines));
        }
        return new Outcome(found, records.unterminated());
    }

    private static Outcome theirs(String text, char delimiter) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .get();
        List<Read> found = new ArrayList<>();
        boolean unterminated = false;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            Iterator<CSVRecord> records = parser.iterator();
            while (records.hasNext()) {
                CSVRecord record = records.next();
                int at = (int) record.getCharacterPosition();
                found.add(new Read(
                        record.toList(),
                        text.substring(0, at).getBytes(StandardCharsets.UTF_8).length,
                        lineEnds(text, parser)));
            }
        } catch (UncheckedIOException _) {
            unterminated = true;
        }
        return new Outcome(found, unterminated);
    }

    /** Commons CSV counts the end of a text as the end of a line. */
    private static long lineEnds(String text, CSVParser parser) {
        long counted = parser.getCurrentLineNumber();
        long all = text.replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count();
        return Math.min(counted, all);
    }

    /** Hands out a few characters at a time. */
    private static final class Slowly extends FilterReader {
        private final int atOnce;

        Slowly(String text, int atOnce) {
            super(new StringReader(text));
            this.atOnce = atOnce;
        }

        @Override
        public int read(char[] buffer, int offset, int most) throws IOException {
            Reader all = in;
            return all.read(buffer, offset, Math.min(most, atOnce));
        }
    }
}
