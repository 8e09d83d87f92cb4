package org.crmmigration.ingest.report;

import java.util.Map;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;

/** An export's report as a page for people. */
public final class ReportPage {

    private ReportPage() {}

    /** The page. */
    public static String html(String migration, ExportReport report) {
        StringBuilder out = new StringBuilder(4096);
        out.append(
                        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Export inspection</title><style>")
                .append(
                        "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}")
                .append("table{border-collapse:collapse;width:100%;margin:1rem 0}td,th{border-bottom:1px solid #ddd;")
                .append(
                        "padding:.3rem .6rem;text-align:left}td.n{text-align:right}.bad{color:#a00}</style></head><body>");
        ExportReport.Summary summary = report.summary();
        out.append("<h1>")
                .append(escape(migration))
                .append(": ")
                .append(escape(summary.export()))
                .append("</h1><p>");
        out.append(escape(summary.state()))
                .append(". ")
                .append(escape(summary.message()))
                .append("</p>");
        out.append(
                report.balanced()
                        ? "<p>Every row of every file is accounted for.</p>"
                        : "<p class=\"bad\">Some rows are not accounted for.</p>");
        table(out, "Records", "kind", summary.records());
        files(out, report);
        table(out, "Rows left behind on purpose", "reason", report.excluded());
        table(out, "Findings by severity", "severity", report.findings());
        rules(out, report.rules());
        return out.append("</body></html>").toString();
    }

    private static void files(StringBuilder out, ExportReport report) {
        out.append("<h2>Files</h2><table><tr><th>file</th><th>kind</th><th>rows</th><th>header</th><th>blank</th>")
                .append("<th>records</th><th>merged</th><th>repeated</th><th>rejected</th><th>excluded</th></tr>");
        for (ExportReport.FileReport file : report.files()) {
            FileAccount account = file.account();
            out.append("<tr><td>")
                    .append(escape(account.file()))
                    .append("</td><td>")
                    .append(account.kind());
            for (long count : new long[] {
                account.physicalRows(),
                account.headerRows(),
                account.blankRows(),
                account.recordRows(),
                account.mergedRows(),
                account.repeatedRows(),
                account.rejectedRows(),
                account.excludedRows()
            }) {
                out.append("</td><td class=\"n\">").append(count);
            }
            out.append("</td></tr>");
        }
        out.append("</table>");
    }

    private static void rules(StringBuilder out, Map<String, Long> rules) {
        out.append(
                "<h2>Findings by rule</h2><table><tr><th>rule</th><th>count</th><th>what</th><th>what to do</th></tr>");
        rules.forEach((id, count) -> {
            Rule rule = Rule.valueOf(id);
            out.append("<tr><td>")
                    .append(id)
                    .append("</td><td class=\"n\">")
                    .append(count)
                    .append("</td><td>");
            out.append(escape(rule.message()))
                    .append("</td><td>")
                    .append(escape(rule.advice()))
                    .append("</td></tr>");
        });
        out.append("</table>");
    }

    private static void table(StringBuilder out, String title, String what, Map<String, Long> counts) {
        out.append("<h2>")
                .append(title)
                .append("</h2><table><tr><th>")
                .append(what)
                .append("</th><th>count</th></tr>");
        counts.forEach((name, count) -> out.append("<tr><td>")
                .append(escape(name))
                .append("</td><td class=\"n\">")
                .append(count)
                .append("</td></tr>"));
        out.append("</table>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
