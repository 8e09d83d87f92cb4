package org.crmmigration.reconcile.document;

import java.util.List;
import java.util.Locale;
import org.crmmigration.reconcile.report.Html;
import org.crmmigration.reconcile.report.Report;

/** Objects that failed or are parked, by cause. */
final class FailuresDocument {

    private FailuresDocument() {}

    static Document of(Report report) {
        return new Document("failures", "Failures by cause", report.migration())
                .fact("causes", report.failures())
                .text(
                        report.failures().isEmpty()
                                ? "Nothing failed, nothing is parked."
                                : "failures.csv lists every object.")
                .rows(
                        "Causes",
                        List.of("Cause", "State", "Objects", "In words", "What to do", "For example"),
                        report.failures().stream()
                                .map(f -> List.of(
                                        f.code(),
                                        f.status().toLowerCase(Locale.ROOT),
                                        Html.number(f.count()),
                                        f.message(),
                                        f.advice(),
                                        String.join(", ", f.examples())))
                                .toList());
    }
}
