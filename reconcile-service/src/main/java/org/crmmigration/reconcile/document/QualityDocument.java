package org.crmmigration.reconcile.document;

import java.util.List;
import java.util.Map;
import org.crmmigration.reconcile.report.Html;
import org.crmmigration.reconcile.report.Report;

/** What became of the rows, and what was found about them. */
final class QualityDocument {

    private QualityDocument() {}

    static Document of(Report report) {
        Map<String, Long> states = report.ledger().byState();
        long raw = report.ledger().rowsIn() - states.getOrDefault("header", 0L) - states.getOrDefault("blank", 0L);
        long clean = states.getOrDefault("record", 0L);
        return new Document("data-quality", "Data quality", report.migration())
                .fact("rawRows", raw)
                .fact("cleanRecords", clean)
                .fact("byState", states)
                .fact("byFile", report.ledger().byFile())
                .fact("rules", report.dataQuality())
                .text(
                        "%s data rows became %s records; the others repeat, complete or contradict one of them, or were rejected or left out. findings.csv lists every finding with file, row, column and rule."
                                .formatted(Html.number(raw), Html.number(clean)))
                .counts("Rows by what became of them", List.of("State", "Rows"), states)
                .rows(
                        "Findings by rule",
                        List.of("Rule", "Severity", "Times", "What", "What to do"),
                        report.dataQuality().stream()
                                .map(r -> List.of(
                                        r.rule(), r.severity().name(), Html.number(r.count()), r.message(), r.advice()))
                                .toList());
    }
}
