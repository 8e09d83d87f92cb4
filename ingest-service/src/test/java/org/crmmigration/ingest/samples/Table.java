package org.crmmigration.ingest.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A delimited file in the making. */
final class Table {

    private final String delimiter;
    private final StringBuilder text = new StringBuilder();

    Table(String delimiter, String... header) {
        this.delimiter = delimiter;
        row((Object[]) header);
    }

    Table row(Object... cells) {
        return raw(List.of(cells).stream()
                .map(cell -> quoted(String.valueOf(cell)))
                .collect(Collectors.joining(delimiter)));
    }

    Table raw(String line) {
        text.append(line).append("\r\n");
        return this;
    }

    void write(Path file, boolean mark) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, (mark ? "\uFEFF" : "") + text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String quoted(String cell) {
        boolean plain = !cell.contains(delimiter) && !cell.contains("\"") && !cell.contains("\n");
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
