package org.crmmigration.ingest.inspect;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes HTML; all text is escaped. */
final class Html {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StringBuilder out = new StringBuilder(1 << 16);

    Html raw(String html) {
        out.append(html);
        return this;
    }

    Html text(String text) {
        out.append(escape(text));
        return this;
    }

    Html section(String id, String title, String about) {
        raw("<section id=\"" + id + "\"><h2>").text(title).raw("</h2>");
        return about.isEmpty() ? this : raw("<p class=\"about\">").text(about).raw("</p>");
    }

    Html end() {
        return raw("</section>");
    }

    /** A table's head; titles that begin with # are of numbers. */
    Html head(String... titles) {
        raw("<div class=\"wide\"><table><thead><tr>");
        for (String title : titles) {
            boolean number = title.startsWith("#");
            raw(number ? "<th class=\"n\">" : "<th>")
                    .text(number ? title.substring(1) : title)
                    .raw("</th>");
        }
        return raw("</tr></thead><tbody>");
    }

    Html row(List<Object> cells) {
        raw("<tr>");
        for (Object cell : cells) {
            switch (cell) {
                case Number number -> raw("<td class=\"n\">").text("%,d".formatted(number.longValue()));
                case Cell(String html) -> raw("<td>").raw(html);
                default -> raw("<td>").text(String.valueOf(cell));
            }
            raw("</td>");
        }
        return raw("</tr>");
    }

    Html tail() {
        return raw("</tbody></table></div>");
    }

    /** A cell of HTML that is safe already. */
    record Cell(String html) {}

    /** A bar for a share. */
    static Cell bar(long part, long whole) {
        double share = whole == 0 ? 0 : 100.0 * part / whole;
        String percent = share > 0 && share < 0.1 ? "<0.1" : String.format(Locale.ROOT, "%.1f", share);
        return new Cell(
                "<span class=\"day\"><span class=\"bar\"><i style=\"width:%s%%\"></i></span><span class=\"share\">%s %%</span></span>"
                        .formatted(String.format(Locale.ROOT, "%.2f", share), escape(percent)));
    }

    static Cell badge(String word) {
        return new Cell(
                "<span class=\"badge " + escape(word.toLowerCase(Locale.ROOT)) + "\">" + escape(word) + "</span>");
    }

    static String day(@Nullable Instant at) {
        return at == null ? "" : DAY.format(at);
    }

    /** A day that is not broken into lines. */
    static Cell date(@Nullable Instant at) {
        return new Cell("<span class=\"day\">" + day(at) + "</span>");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
