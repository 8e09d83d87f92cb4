package org.crmmigration.reconcile.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.crmmigration.reconcile.report.Html;
import org.jspecify.annotations.Nullable;

/**
 * One document: facts for programs and, made of the same numbers, a page for people. The first table marked as rows is
 * its CSV.
 */
public final class Document {

    private final Html html;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<List<String>> csv = new ArrayList<>();

    Document(String name, String title, String migration) {
        html = Html.document(title + ": " + migration);
        facts.put("document", name);
        facts.put("version", 1);
        facts.put("migration", migration);
    }

    Document fact(String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
        return this;
    }

    Document heading(String text) {
        html.element("h2", text);
        return this;
    }

    Document text(String text) {
        html.element("p", text);
        return this;
    }

    Document verdict(boolean good, String text) {
        html.element("p", good ? "verdict ok" : "verdict bad", text);
        return this;
    }

    Document list(List<String> items) {
        html.list(items);
        return this;
    }

    Document table(String caption, List<String> heads, List<List<String>> rows) {
        if (rows.isEmpty()) {
            html.element("p", caption + ": nothing.");
        } else {
            html.table(caption, heads, rows);
        }
        return this;
    }

    /** A table of names and numbers. */
    Document counts(String caption, List<String> heads, Map<String, Long> counts) {
        return table(
                caption,
                heads,
                counts.entrySet().stream()
                        .map(entry -> List.of(entry.getKey(), Html.number(entry.getValue())))
                        .toList());
    }

    /** A table that is the document's CSV as well. */
    Document rows(String caption, List<String> heads, List<List<String>> rows) {
        csv.add(heads);
        csv.addAll(rows);
        return table(caption, heads, rows);
    }

    /** For programs. */
    public Map<String, Object> facts() {
        return facts;
    }

    /** The page. */
    public String page() {
        return html.end();
    }

    /** The rows (RFC 4180); empty when the document lists none. */
    public String csv() {
        return csv.stream()
                .map(row -> row.stream().map(Document::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    /** Quoted where needed; a cell a spreadsheet would take for a formula is made text. */
    private static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        String safe = formula ? "'" + value : value;
        boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
