package org.crmmigration.reconcile.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.report.Html;
import org.crmmigration.reconcile.report.Report;

/** What every phase announced beside what was read and answered. */
final class PhasesDocument {

    private PhasesDocument() {}

    static Document of(Report report, OpenLedger ledger) {
        List<PhaseStanding> standings = ledger.standing()
                .run(Objects.requireNonNullElse(report.run(), ""))
                .map(RunStanding::phases)
                .orElse(List.of());
        Document document = new Document("phases", "Phase reconciliation", report.migration())
                .fact("run", report.run())
                .fact("phases", standings)
                .text("What was announced is compared with what was read, and every command with its outcome; the next"
                        + " gate opens when nothing is missing.");
        List<List<String>> rows = new ArrayList<>();
        for (PhaseStanding phase : standings) {
            Map<String, Long> outcomes = new LinkedHashMap<>();
            phase.outcomes()
                    .forEach((status, count) -> outcomes.put(status.name().toLowerCase(Locale.ROOT), count));
            rows.add(List.of(
                    Integer.toString(phase.number()),
                    phase.name(),
                    phase.announced() == null ? "not yet" : Html.number(phase.announced()),
                    Html.number(phase.seen()),
                    phase.checksum().equals(phase.announcedChecksum()) ? "agrees" : "does not agree",
                    Html.number(phase.done()),
                    outcomes.toString(),
                    phase.accounted() ? "accounted for" : "open"));
        }
        return document.rows(
                "Phases",
                List.of("Phase", "Name", "Announced", "Read", "Checksum", "With an outcome", "Outcomes", "Verdict"),
                rows);
    }
}
