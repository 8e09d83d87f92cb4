package org.crmmigration.reconcile.report;

import java.util.List;
import java.util.Locale;

/** Writes HTML. Every text passes through {@link #text}; nothing else may hold what came from outside. */
final class Html {

    private final StringBuilder out = new StringBuilder();

    /** Text with what HTML would take for markup escaped; safe in elements and in quoted attributes. */
    static String text(String raw) {
        StringBuilder safe = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /** A number as people read it. */
    static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** An element with text. */
    Html element(String name, String text) {
        out.append('<')
                .append(name)
                .append('>')
                .append(text(text))
                .append("</")
                .append(name)
                .append(">\n");
        return this;
    }

    /** An element of a class, with text. */
    Html element(String name, String cssClass, String text) {
        out.append('<').append(name).append(" class=\"").append(text(cssClass)).append("\">");
        out.append(text(text)).append("</").append(name).append(">\n");
        return this;
    }

    /** Markup of our own. */
    Html markup(String markup) {
        out.append(markup).append('\n');
        return this;
    }

    /** A list, or nothing when it is empty. */
    Html list(List<String> items) {
        if (!items.isEmpty()) {
            out.append("<ul>\n");
            items.forEach(item -> element("li", item));
            out.append("</ul>\n");
        }
        return this;
    }

    /** A table with a caption; cells that are numbers are set to the right. */
    Html table(String caption, List<String> heads, List<List<String>> rows) {
        out.append("<div class=\"wide\"><table>\n");
        element("caption", caption);
        out.append("<thead><tr>");
        heads.forEach(
                head -> out.append("<th scope=\"col\">").append(text(head)).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        rows.forEach(this::row);
        out.append("</tbody></table></div>\n");
        return this;
    }

    private void row(List<String> cells) {
        out.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (i == 0) {
                out.append("<th scope=\"row\">").append(text(cell)).append("</th>");
            } else {
                out.append(cell.matches("[0-9][0-9,.]*") ? "<td class=\"n\">" : "<td>");
                out.append(text(cell)).append("</td>");
            }
        }
        out.append("</tr>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
