package org.crmmigration.ingest.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.ingest.report.ExportReport;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;

/** An inspection as a page that customers and engineers read: one file, nothing loaded from elsewhere. */
public final class InspectionPage {

    private static final String STYLE = resource("inspection.css");

    private final Inspection inspection;
    private final Html html = new Html();

    private InspectionPage(Inspection inspection) {
        this.inspection = inspection;
    }

    /** The page. */
    public static String html(Inspection inspection) {
        return new InspectionPage(inspection).page();
    }

    private String page() {
        ExportReport.Summary summary = inspection.report().summary();
        html.raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\"")
                .raw(" content=\"width=device-width,initial-scale=1\"><title>Export inspection</title><style>")
                .raw(STYLE)
                .raw("</style></head><body><header><p class=\"kicker\">Export inspection</p><h1>")
                .text(inspection.migration() + " \u00b7 " + summary.export())
                .raw("</h1><p>")
                .text(sentence(summary))
                .raw("</p></header>");
        tiles();
        new DecisionSection(html, inspection.decisions()).write();
        new ChangeSection(html, inspection.census()).write();
        files();
        new AuditSection(html, inspection.audit()).write();
        rules();
        new FieldSection(html, inspection).write();
        new GapSection(html, inspection).write();
        return html.raw(
                        "<footer>Synthetic or real, this page holds values of choice fields: treat it as personal data.")
                .raw("</footer></body></html>")
                .toString();
    }

    private String sentence(ExportReport.Summary summary) {
        String state = summary.state().equals("COMPLETED") ? "Read and published" : summary.state();
        String rows = inspection.report().balanced()
                ? "every row of every file is accounted for"
                : "SOME ROWS ARE NOT ACCOUNTED FOR";
        return state + ", " + rows + ". Begun " + summary.began() + ".";
    }

    private void tiles() {
        html.raw("<div class=\"tiles\">");
        tile("rows", rows());
        inspection.report().summary().records().forEach((kind, count) -> {
            if (List.of("contact", "company", "order", "subscription", "deal", "appointment")
                    .contains(kind)) {
                tile(kind + " records", count);
            }
        });
        tile("clean contacts", inspection.audit().clean());
        for (String severity : List.of("FATAL", "ERROR", "WARN", "INFO")) {
            tile(severity, inspection.report().findings().getOrDefault(severity, 0L));
        }
        html.raw("</div>");
    }

    private void tile(String name, long count) {
        html.raw("<div class=\"tile " + Html.escape(name.toLowerCase(java.util.Locale.ROOT)) + "\"><b>")
                .text("%,d".formatted(count))
                .raw("</b><span>")
                .text(name)
                .raw("</span></div>");
    }

    private long rows() {
        return inspection.report().files().stream()
                .map(ExportReport.FileReport::account)
                .mapToLong(file -> file.physicalRows() - file.headerRows() - file.blankRows())
                .sum();
    }

    private void files() {
        html.section("files", "Files", "Rows without headers and blank ones; every row ends in exactly one state.");
        html.head(
                "file",
                "kind",
                "exported",
                "rows from",
                "to",
                "#rows",
                "#records",
                "#merged",
                "#repeated",
                "#rejected",
                "#excluded");
        for (int i = 0; i < inspection.report().files().size(); i++) {
            FileAccount file = inspection.report().files().get(i).account();
            Inspection.FileSpan span = inspection.files().get(i);
            html.row(List.of(
                    file.file(),
                    file.kind(),
                    Html.date(span.exportedAt()),
                    Html.date(span.first()),
                    Html.date(span.last()),
                    file.physicalRows() - file.headerRows() - file.blankRows(),
                    file.recordRows(),
                    file.mergedRows(),
                    file.repeatedRows(),
                    file.rejectedRows(),
                    file.excludedRows()));
        }
        html.tail();
        excluded();
        new ManifestSection(html, inspection.manifests()).write();
        html.end();
    }

    private void excluded() {
        Map<String, Long> excluded = inspection.report().excluded();
        if (!excluded.isEmpty()) {
            html.raw("<h3>Rows left behind on purpose</h3>").head("reason", "#rows");
            excluded.forEach((reason, count) -> html.row(List.of(reason, count)));
            html.tail();
        }
    }

    private void rules() {
        html.section(
                "findings",
                "Findings",
                "FATAL rejects a file, ERROR a row, WARN loads and flags, INFO counts only. The list with file, row and"
                        + " column is findings.csv.");
        html.head("severity", "rule", "#count", "what", "what to do", "for example in");
        for (Inspection.RuleCount rule : inspection.rules()) {
            List<Object> cells = new ArrayList<>(List.of(
                    Html.badge(rule.severity().name()), rule.rule(), rule.count(), rule.message(), rule.advice()));
            cells.add(rule.firstFile() == null ? "" : Objects.requireNonNull(rule.firstFile()));
            html.row(cells);
        }
        html.tail().end();
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(InspectionPage.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
