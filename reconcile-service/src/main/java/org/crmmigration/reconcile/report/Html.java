package org.crmmigration.reconcile.report;

import java.util.List;
import java.util.Locale;

/** Writes HTML. Every text passes through {@link #text}; nothing else may hold what came from outside. */
public final class Html {

    private static final String STYLE = """
            <style>
            :root{color-scheme:light dark;--ok:#0a6b35;--bad:#a3161a;--line:#8886}
            body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
            .verdict{font-size:1.4rem;font-weight:600;border-left:.5rem solid;padding:.5rem 1rem;margin:1rem 0}
            .ok{border-color:var(--ok)}.bad{border-color:var(--bad)}
            .sandbox{border:2px dashed;padding:.5rem 1rem;font-weight:600}
            .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:1rem 0}
            caption{text-align:left;font-weight:600;padding:.25rem 0}
            th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}
            td.n{text-align:right;font-variant-numeric:tabular-nums}
            @media print{body{max-width:none;margin:0;font-size:11pt}tr,li{break-inside:avoid}h2{break-after:avoid}}
            </style>""";

    private final StringBuilder out = new StringBuilder();

    private Html() {}

    /** Begins a page that needs nothing else: no script, nothing loaded. */
    public static Html document(String title) {
        return new Html()
                .markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .element("title", title)
                .markup(STYLE)
                .markup("</head><body><main>")
                .element("h1", title);
    }

    /** Ends the page; the whole of it. */
    public String end() {
        return markup("</main></body></html>").toString();
    }

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
    public static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** An element with text. */
    public Html element(String name, String text) {
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
    public Html element(String name, String cssClass, String text) {
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
    public Html list(List<String> items) {
        if (!items.isEmpty()) {
            out.append("<ul>\n");
            items.forEach(item -> element("li", item));
            out.append("</ul>\n");
        }
        return this;
    }

    /** A table with a caption; cells that are numbers are set to the right. */
    public Html table(String caption, List<String> heads, List<List<String>> rows) {
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
