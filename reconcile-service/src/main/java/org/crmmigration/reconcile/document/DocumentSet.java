package org.crmmigration.reconcile.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.reconcile.ledger.GenerationStanding;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.life.MigrationView;
import org.crmmigration.reconcile.report.Html;
import org.crmmigration.reconcile.report.KnownGaps;
import org.crmmigration.reconcile.report.Report;
import org.crmmigration.reconcile.report.ReportBuilder;

/** Makes the documents of a migration from its ledger, as of now. */
public final class DocumentSet {

    /** Names of the documents, in the order a migration comes by them. */
    public static final List<String> NAMES =
            List.of("scope", "data-quality", "phases", "money", "certificate", "failures", "completion", "inventory");

    private final ReportBuilder reports;
    private final Certificates certificates;

    /** Documents with the figures of these reports, certificates signed with this key. */
    public DocumentSet(ReportBuilder reports, SigningKey key) {
        this.reports = reports;
        this.certificates = new Certificates(key);
    }

    /** The document of a name; empty when there is none of that name. */
    public Optional<Document> find(String name, MigrationView view, OpenLedger ledger) {
        Report report = reports.build(view, ledger);
        return switch (name) {
            case "scope" -> Optional.of(scope(report, ledger));
            case "data-quality" -> Optional.of(quality(report));
            case "phases" -> Optional.of(phases(report, ledger));
            case "money" -> Optional.of(MoneyDocument.of(report, ledger));
            case "certificate" -> Optional.of(certificates.of(report, checksum(report, ledger)));
            case "failures" -> Optional.of(failures(report));
            case "completion" -> Optional.of(completion(report));
            case "inventory" -> Optional.of(inventory(report));
            default -> Optional.empty();
        };
    }

    private static Document scope(Report report, OpenLedger ledger) {
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
                        "From Kartra to %s, over %s, with mapping version %s. The mapping file that was confirmed lists every choice with its explanation."
                                .formatted(report.destination(), report.export(), report.mappingVersion()))
                .heading("What is there")
                .rows("Records by kind", List.of("Kind", "Records"), counts)
                .table("Findings about the data", List.of("Severity", "Findings"), pairs(report.findings()))
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

    private static Document quality(Report report) {
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
                .table("Rows by what became of them", List.of("State", "Rows"), pairs(states))
                .rows(
                        "Findings by rule",
                        List.of("Rule", "Severity", "Times", "What", "What to do"),
                        report.dataQuality().stream()
                                .map(r -> List.of(
                                        r.rule(), r.severity().name(), Html.number(r.count()), r.message(), r.advice()))
                                .toList());
    }

    private static Document phases(Report report, OpenLedger ledger) {
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

    private static Document failures(Report report) {
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

    private static Document completion(Report report) {
        boolean done = report.state().equals("COMPLETED");
        Report.Verification found = report.verification();
        List<String> open = new ArrayList<>(report.ledger().unbalanced());
        report.failures()
                .forEach(f -> open.add(
                        "%d objects %s: %s".formatted(f.count(), f.status().toLowerCase(Locale.ROOT), f.message())));
        if (report.ownerQueue() > 0) {
            open.add("%d objects wait for an owner".formatted(report.ownerQueue()));
        }
        if (found.different() > 0) {
            open.add("%d fields differ in the CRM".formatted(found.different()));
        }
        List<List<String>> moved = new ArrayList<>();
        report.ledger()
                .records()
                .forEach((kind, counts) -> moved.add(List.of(
                        kind.replace('_', ' '),
                        Html.number(counts.getOrDefault("total", 0L)),
                        Html.number(counts.getOrDefault("created", 0L)
                                + counts.getOrDefault("updated", 0L)
                                + counts.getOrDefault("unchanged", 0L)
                                + counts.getOrDefault("adopted", 0L)),
                        Html.number(counts.getOrDefault("excluded", 0L)),
                        Html.number(counts.getOrDefault("failed", 0L) + counts.getOrDefault("parked", 0L)))));
        return new Document("completion", "Completion report", report.migration())
                .fact("state", report.state())
                .fact("run", report.run())
                .fact("open", open)
                .fact("records", report.ledger().records())
                .fact("verification", found)
                .fact("budget", report.budget())
                .fact("durations", report.durations())
                .verdict(
                        done && open.isEmpty(),
                        (done
                                        ? "Complete" + (open.isEmpty() ? "" : " but for what is open below")
                                        : "State "
                                                + report.state()
                                                        .toLowerCase(Locale.ROOT)
                                                        .replace('_', ' '))
                                + ": " + report.stateReason())
                .rows("What was moved", List.of("Kind", "Records", "In the CRM", "Left out", "Failed or parked"), moved)
                .heading("What is open")
                .list(open.isEmpty() ? List.of("Nothing.") : open)
                .text("%s calls in %.0f seconds."
                        .formatted(
                                Html.number(report.budget().calls()),
                                report.durations().getOrDefault("total", 0.0)))
                .heading("What comes next")
                .list(List.of(
                        "Check a few objects of each kind in the CRM beside Kartra.",
                        "Rebuild what the inventory lists, and switch it on after sign-off.",
                        "Hand in a last export on the day of the cutover: only what changed is moved.",
                        "After sign-off have the migration's data erased (migrate erase)."));
    }

    private static Document inventory(Report report) {
        List<List<String>> equivalents = Equivalents.of(report.destination());
        return new Document("inventory", "Sequences and automations", report.migration())
                .fact("destination", report.destination())
                .fact(
                        "equivalents",
                        equivalents.stream()
                                .map(row -> Map.of(
                                        "kartra", row.getFirst(), "equivalent", row.get(1), "watch", row.getLast()))
                                .toList())
                .text("Kartra exports none of these. What exists is listed on the worksheet that goes with the export"
                        + " checklist; tags that betray them are in the inspection report.")
                .rows("Recommended equivalents", List.of("In Kartra", "In the destination", "Watch"), equivalents)
                .heading("To fill in")
                .table(
                        "One line for each; active ones first",
                        List.of("Name", "Kind", "Trigger", "Steps", "Active contacts", "Rebuilt by", "Done"),
                        List.of(List.of(" ", " ", " ", " ", " ", " ", " ")));
    }

    private static String checksum(Report report, OpenLedger ledger) {
        return ledger.standing()
                .generation(Objects.requireNonNullElse(report.export(), ""))
                .map(GenerationStanding::completed)
                .map(ExportCompleted::checksum)
                .orElse("");
    }

    private static List<List<String>> pairs(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), Html.number(entry.getValue())))
                .toList();
    }
}
