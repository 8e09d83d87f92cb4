package org.crmmigration.benchmarks.ingest;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.crmmigration.ingest.csv.Row;
import org.crmmigration.ingest.csv.RowReader;

/** {@code PlainParse LIBRARY DIRECTORY}: every cell of every row of the files, and nothing done with them. */
final class PlainParse {

    private PlainParse() {}

    /** Parses. */
    public static void main(String[] arguments) throws IOException {
        long began = System.nanoTime();
        long rows = 0;
        long characters = 0;
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(arguments[1]))) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            long[] counts = counts(arguments[0], file);
            rows += counts[0];
            characters += counts[1];
        }
        System.out.println(characters + " characters in cells");
        Child.result(System.out, rows, (System.nanoTime() - began) / 1e9, 0, 0);
    }

    private static long[] counts(String library, Path file) throws IOException {
        if (library.equals("ingest")) {
            return ours(file);
        }
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return library.equals("fastcsv") ? fast(in) : commons(in);
        }
    }

    /** Commons CSV with what ingest puts around it to know the line and the byte of each row. */
    private static long[] ours(Path file) throws IOException {
        long[] counts = new long[2];
        try (RowReader reader = new RowReader(Files.newInputStream(file), StandardCharsets.UTF_8, 0, ',', 0)) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                counts[0]++;
                for (String cell : row.get().cells()) {
                    counts[1] += cell.length();
                }
            }
        }
        return counts;
    }

    private static long[] commons(Reader in) throws IOException {
        long[] counts = new long[2];
        try (CSVParser parser = CSVParser.parse(in, RowReader.format(','))) {
            parser.forEach(row -> {
                counts[0]++;
                for (String cell : row) {
                    counts[1] += cell.length();
                }
            });
        }
        return counts;
    }

    private static long[] fast(Reader in) throws IOException {
        long[] counts = new long[2];
        try (var parser = CsvReader.builder().skipEmptyLines(false).ofCsvRecord(in)) {
            parser.forEach(row -> {
                counts[0]++;
                for (String cell : row.getFields()) {
                    counts[1] += cell.length();
                }
            });
        }
        return counts;
    }
}
