package org.crmmigration.ingest.file;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.crmmigration.ingest.column.KindDetection;
import org.crmmigration.ingest.csv.RowReader;

/**
 * How a file is delimited and where its header stands: the delimiter and row, among the first eleven, with which the most
 * columns are recognised.
 *
 * @param delimiter comma, semicolon, tab or bar
 * @param headerRow rows before the header
 * @param titles the header's cells
 */
public record Dialect(char delimiter, int headerRow, List<String> titles) {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int PREAMBLE = 11;

    /** The dialect of a file that starts with this text, or the first row's when no header is recognised. */
    public static Dialect of(String head) {
        Dialect best = new Dialect(',', 0, List.of());
        int most = -1;
        for (char delimiter : DELIMITERS) {
            List<List<String>> rows = rows(head, delimiter);
            for (int i = 0; i < rows.size(); i++) {
                int recognised = KindDetection.recognised(rows.get(i));
                boolean header = recognised >= 2 || i == 0;
                int score = recognised * 1000 + (i == 0 ? Math.min(rows.get(i).size(), 900) : 0);
                if (header && score > most) {
                    most = score;
                    best = new Dialect(delimiter, i, rows.get(i));
                }
            }
        }
        return best;
    }

    private static List<List<String>> rows(String head, char delimiter) {
        List<List<String>> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(head), RowReader.format(delimiter))) {
            for (int i = 0; i < PREAMBLE; i++) {
                Optional<CSVRecord> record = next(parser);
                if (record.isEmpty()) {
                    break;
                }
                rows.add(record.get().toList());
            }
        } catch (IOException _) {
            return rows;
        }
        return rows;
    }

    private static Optional<CSVRecord> next(CSVParser parser) {
        try {
            var records = parser.iterator();
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UncheckedIOException _) {
            return Optional.empty();
        }
    }
}
