package org.crmmigration.ingest.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** A second reading of a row that does not fit: line by line, a quote counting only where it can close a cell. */
final class Lenient {

    private Lenient() {}

    /**
     * The rows found in the text, or the row as it was read first when the second reading finds no better ones.
     *
     * @param byteAt the byte at which a character of the text stands; asked from left to right
     */
    static List<Row> rows(String text, char delimiter, int width, Row asRead, IntToLongFunction byteAt) {
        if (surplusIsEmpty(asRead.cells(), width)) {
            return List.of(new Row(
                    asRead.line(),
                    asRead.offset(),
                    List.copyOf(asRead.cells().subList(0, width)),
                    true,
                    asRead.last()));
        }
        boolean oneLine = text.substring(lineEnd(text, 0)).isBlank();
        if (oneLine && wellFormed(text, delimiter)) {
            return List.of(asRead);
        }
        List<Row> rows = new ArrayList<>();
        long line = asRead.line();
        int found = 0;
        for (int from = 0; from < text.length(); line++) {
            int end = lineEnd(text, from);
            String physical = text.substring(from, end);
            Optional<List<String>> cells = cells(physical, delimiter, width);
            found += cells.isPresent() ? 1 : 0;
            rows.add(
                    new Row(line, byteAt.applyAsLong(from), cells.orElse(List.of(physical)), cells.isPresent(), false));
            from = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        return found == 0 || found * 2 < rows.size() || (found < rows.size() && wellFormed(text, delimiter))
                ? List.of(asRead)
                : rows;
    }

    /** Whether quotes stand only around cells, doubled inside them; nothing is gained by taking such quotes literally. */
    private static boolean wellFormed(String text, char delimiter) {
        boolean begins = true;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : '\n';
            if (c != '"') {
                begins = !inside && (c == delimiter || c == '\n' || c == '\r');
            } else if (!inside && begins) {
                inside = true;
            } else if (inside && next == '"') {
                i++;
            } else if (inside && (next == delimiter || next == '\n' || next == '\r')) {
                inside = false;
            } else {
                return false;
            }
        }
        return !inside;
    }

    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static boolean surplusIsEmpty(List<String> cells, int width) {
        return cells.size() > width
                && cells.subList(width, cells.size()).stream().allMatch(String::isEmpty);
    }

    /** The cells when they are as many as asked for; counting stops beyond, or hostile lines would take for ever. */
    private static Optional<List<String>> cells(String line, char delimiter, int width) {
        return Optional.of(quoted(line, delimiter, width))
                .filter(cells -> cells.size() == width)
                .or(() -> Optional.of(literal(line, delimiter, width)).filter(cells -> cells.size() == width));
    }

    /** A cell is quoted when it starts with a quote and one follows that stands before a delimiter or the line's end. */
    private static List<String> quoted(String line, char delimiter, int width) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        while (from <= line.length() && cells.size() <= width) {
            int close = from < line.length() && line.charAt(from) == '"' ? closing(line, delimiter, from + 1) : -1;
            int end = close >= 0 ? close + 1 : end(line, delimiter, from);
            String cell =
                    close >= 0 ? line.substring(from + 1, close).replace("\"\"", "\"") : line.substring(from, end);
            cells.add(cell);
            from = end + 1;
        }
        return cells;
    }

    private static List<String> literal(String line, char delimiter, int width) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        while (from <= line.length() && cells.size() <= width) {
            int end = end(line, delimiter, from);
            cells.add(line.substring(from, end));
            from = end + 1;
        }
        return cells;
    }

    private static int closing(String line, char delimiter, int from) {
        for (int i = line.indexOf('"', from); i >= 0; i = line.indexOf('"', i + 1)) {
            if (i + 1 == line.length() || line.charAt(i + 1) == delimiter) {
                return i;
            }
        }
        return -1;
    }

    private static int end(String line, char delimiter, int from) {
        int at = line.indexOf(delimiter, from);
        return at < 0 ? line.length() : at;
    }
}
