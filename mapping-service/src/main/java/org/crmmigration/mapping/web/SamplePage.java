package org.crmmigration.mapping.web;

import java.util.Locale;
import java.util.Map;
import org.crmmigration.mapping.run.Sampling.Part;
import org.crmmigration.mapping.run.Sampling.Sample;

/** A sample and its coverage as a page for people; needs nothing from elsewhere. Names no record's content. */
public final class SamplePage {

    private static final Map<String, String> MEANINGS = Map.of(
            "rules", "rules of the mapping that make an object",
            "fields", "fields that some object carries",
            "values", "options of choice fields, labels, types and statuses",
            "exclusions", "reasons for which records are left out",
            "extremes", "the longest text of each field, and the most relations");

    private SamplePage() {}

    /** The page. */
    public static String of(String migration, Sample sample) {
        StringBuilder html = new StringBuilder(
                        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sample of ")
                .append(text(migration))
                .append("</title><style>body{font:16px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}"
                        + "table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.25rem .75rem;text-align:left}"
                        + "td.n{text-align:right}</style><h1>Sample of ")
                .append(text(migration))
                .append("</h1><p>")
                .append(sample.keys().size())
                .append(" records of ")
                .append(text(sample.export()))
                .append(". About ")
                .append(sample.size())
                .append(
                        " were asked for and chosen so that they exercise as much of the mapping as they can; what they refer to"
                                + " came along.</p><h2>Records</h2><table>");
        sample.records()
                .forEach((kind, count) -> html.append("<tr><td>")
                        .append(text(kind))
                        .append("</td><td class=\"n\">")
                        .append(count)
                        .append("</td></tr>"));
        html.append(
                "</table><h2>Coverage</h2><table><tr><th>What</th><th>Covered</th><th>Of</th><th></th><th>Not covered</th></tr>");
        sample.coverage().forEach((name, part) -> row(html, name, part));
        html.append("</table>");
        if (!sample.idleRules().isEmpty()) {
            html.append(
                            "<h2>Rules no record of the export exercises</h2><p>No record meets their condition, or the confirmed"
                                    + " choices turn them off: ")
                    .append(text(String.join(", ", sample.idleRules())))
                    .append("</p>");
        }
        return html.append("</html>\n").toString();
    }

    private static void row(StringBuilder html, String name, Part part) {
        long share = part.total() == 0 ? 100 : 100 * part.covered() / part.total();
        html.append("<tr><td>")
                .append(text(name + ": " + MEANINGS.getOrDefault(name, "")))
                .append("</td><td class=\"n\">")
                .append(part.covered())
                .append("</td><td class=\"n\">")
                .append(part.total())
                .append("</td><td class=\"n\">")
                .append(String.format(Locale.ROOT, "%d %%", share))
                .append("</td><td>")
                .append(text(String.join(", ", part.missing())))
                .append(part.total() - part.covered() > part.missing().size() ? ", …" : "")
                .append("</td></tr>");
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
