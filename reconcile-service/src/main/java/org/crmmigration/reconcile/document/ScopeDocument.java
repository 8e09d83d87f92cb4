package org.crmmigration.reconcile.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.reconcile.ledger.GenerationStanding;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.report.Html;
import org.crmmigration.reconcile.report.KnownGaps;
import org.crmmigration.reconcile.report.Report;

/** What is moved, what stays behind by choice and what cannot be moved. */
final class ScopeDocument {

    private ScopeDocument() {}

    static Document of(Report report, OpenLedger ledger) {
        Map<String, Long> records = ledger.standing()
                .generation(Objects.requireNonNullElse(report.export(), ""))
                .map(GenerationStanding::distinct)
                .orElse(Map.of());
        List<List<String>> counts = new ArrayList<>();
        records.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> counts.add(List.of(entry.getKey().replace('_', ' '), Html.number(entry.getValue()))));
        return new Document("scope", "Migration scope", report.migration())
                .fact("destination", report.destination())
                .fact("export", report.export())
                .fact("mappingVersion", report.mappingVersion())
                .fact("records", records)
                .fact("findings", report.findings())
                .fact("exclusions", report.exclusions())
                .fact("plan", report.phases())
                .fact("gaps", KnownGaps.of(report.destination()))
                .text(
                        "From Kartra to %s, over %s, with mapping version %s. What was confirmed is mapping.yaml beside this document; it lists every choice with its explanation."
                                .formatted(report.destination(), report.export(), report.mappingVersion()))
                .heading("What is there")
                .rows("Records by kind", List.of("Kind", "Records"), counts)
                .counts("Findings about the data", List.of("Severity", "Findings"), report.findings())
                .heading("What stays behind by choice")
                .table(
                        "Left out",
                        List.of("Kind", "Records", "Reason", "In words"),
                        report.exclusions().stream()
                                .map(e -> List.of(
                                        e.kind().replace('_', ' '),
                                        Html.number(e.count()),
                                        e.reason(),
                                        e.explanation()))
                                .toList())
                .heading("The plan")
                .table(
                        "Phases, each begun when the one before is accounted for",
                        List.of("Phase", "Name", "Objects", "Calls so far"),
                        report.phases().stream()
                                .map(p -> List.of(
                                        Integer.toString(p.number()),
                                        p.name(),
                                        Html.number(p.commands()),
                                        Html.number(p.calls())))
                                .toList())
                .heading("What cannot be moved")
                .list(KnownGaps.of(report.destination()));
    }
}
