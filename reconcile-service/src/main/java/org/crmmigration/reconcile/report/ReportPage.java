package org.crmmigration.reconcile.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as one page a customer can read, print and keep: self-contained, no script, nothing loaded. */
public final class ReportPage {

    private final Report report;
    private final Html html;

    private ReportPage(Report report) {
        this.report = report;
        this.html = Html.document("Migration report: " + report.migration());
    }

    /** The page. */
    public static String of(Report report) {
        ReportPage page = new ReportPage(report);
        page.head();
        page.verdict();
        page.moved();
        page.notMoved();
        page.verification();
        page.phases();
        page.files();
        page.quality();
        page.account();
        page.gaps();
        return page.html.end();
    }

    private void head() {
        html.element(
                "p",
                "From Kartra to %s. State: %s%s. Written %s (UTC)."
                        .formatted(
                                report.destination(),
                                report.state().toLowerCase(Locale.ROOT),
                                report.run() == null ? "" : ", " + report.run() + " over " + report.export(),
                                report.writtenAt()));
        if (report.crm().sandbox()) {
            html.element(
                    "p",
                    "sandbox",
                    "Rehearsal: a sandbox stood in for the CRM. Nothing was written to a real account.");
        }
    }

    private void verdict() {
        Report.Ledger ledger = report.ledger();
        String rows = Html.number(ledger.rowsIn());
        if (ledger.balanced()) {
            html.element("p", "verdict ok", "Balanced: every one of " + rows + " rows is accounted for.");
        } else {
            html.element("p", "verdict bad", "Not balanced: the " + rows + " rows do not all have an account yet.");
            html.list(ledger.unbalanced());
        }
    }

    private void moved() {
        html.element("h2", "What was moved");
        List<List<String>> rows = new ArrayList<>();
        report.ledger().records().forEach((kind, counts) -> rows.add(kind(kind, counts)));
        html.table(
                "Records by kind; each has exactly one final state",
                List.of(
                        "Kind",
                        "Total",
                        "Created",
                        "Updated",
                        "Unchanged",
                        "Adopted",
                        "Left out",
                        "Parked",
                        "Failed",
                        "Open"),
                rows);
    }

    private static List<String> kind(String kind, Map<String, Long> counts) {
        List<String> row = new ArrayList<>();
        row.add(kind.replace('_', ' '));
        for (String state :
                List.of("total", "created", "updated", "unchanged", "adopted", "excluded", "parked", "failed")) {
            row.add(Html.number(counts.getOrDefault(state, 0L)));
        }
        row.add(Html.number(counts.getOrDefault("pending", 0L) + counts.getOrDefault("unaccounted", 0L)));
        return row;
    }

    private void notMoved() {
        html.element("h2", "What was not moved, and why");
        if (report.exclusions().isEmpty() && report.failures().isEmpty()) {
            html.element("p", "Nothing was left out, nothing failed.");
        }
        if (!report.exclusions().isEmpty()) {
            html.table(
                    "Left out on purpose",
                    List.of("Kind", "Records", "Reason", "In words"),
                    report.exclusions().stream()
                            .map(e -> List.of(
                                    e.kind().replace('_', ' '), Html.number(e.count()), e.reason(), e.explanation()))
                            .toList());
        }
        if (!report.failures().isEmpty()) {
            html.table(
                    "Refused by the CRM (failed) or held back (parked)",
                    List.of("Cause", "State", "Objects", "In words", "For example"),
                    report.failures().stream()
                            .map(f -> List.of(
                                    f.code(),
                                    f.status().toLowerCase(Locale.ROOT),
                                    Html.number(f.count()),
                                    f.message(),
                                    String.join(", ", f.examples())))
                            .toList());
        }
        if (report.ownerQueue() > 0) {
            html.element(
                    "p",
                    Html.number(report.ownerQueue())
                            + " objects name an owner who is no active user of the CRM; they belong to the default owner until they are"
                            + " handed over (migrate owners).");
        }
    }

    private void verification() {
        Report.Verification found = report.verification();
        html.element("h2", "Verification");
        if (found.objects() == 0) {
            html.element("p", "No object has been read back yet.");
            return;
        }
        html.element(
                "p",
                "%s objects were read back and %s fields compared: %s equal, %s different for a known reason, %s different."
                        .formatted(
                                Html.number(found.objects()),
                                Html.number(found.fields()),
                                Html.number(found.equal()),
                                Html.number(found.explained()),
                                Html.number(found.different())));
        if (found.missed() > 0) {
            html.element("p", Html.number(found.missed()) + " of them could not be read back.");
        }
        if (!found.differentFields().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            found.differentFields().forEach((field, count) -> rows.add(List.of(field, Html.number(count))));
            html.table("Fields found different", List.of("Field", "Objects"), rows);
        }
    }

    private void phases() {
        html.element("h2", "Phases");
        html.table(
                "Each phase began when the one before was accounted for",
                List.of("Phase", "Name", "Commands", "Done", "Parked", "Failed", "Waiting", "Calls", "Ended (UTC)"),
                report.phases().stream()
                        .map(p -> List.of(
                                Integer.toString(p.number()),
                                p.name(),
                                Html.number(p.commands()),
                                Html.number(p.done()),
                                Html.number(p.parked()),
                                Html.number(p.failed()),
                                Html.number(p.waiting()),
                                Html.number(p.calls()),
                                p.endedAt() == null ? "not yet" : p.endedAt().toString()))
                        .toList());
    }

    private void files() {
        html.element("h2", "Files");
        html.table(
                "Every physical row has one state",
                List.of("File", "Rows", "Header", "Blank", "Record", "Merged", "Repeated", "Rejected", "Excluded"),
                report.ledger().byFile().stream().map(ReportPage::file).toList());
    }

    private static List<String> file(Report.File file) {
        List<String> row = new ArrayList<>(List.of(file.file(), Html.number(file.rowsIn())));
        file.byState().values().forEach(count -> row.add(Html.number(count)));
        return row;
    }

    private void quality() {
        html.element("h2", "What was found in the data");
        if (report.dataQuality().isEmpty()) {
            html.element("p", "Nothing.");
            return;
        }
        html.table(
                "Findings by rule",
                List.of("Rule", "Severity", "Times", "What", "What to do"),
                report.dataQuality().stream()
                        .map(r ->
                                List.of(r.rule(), r.severity().name(), Html.number(r.count()), r.message(), r.advice()))
                        .toList());
    }

    private void account() {
        if (!report.account().isEmpty()) {
            html.element("h2", "What was noted at the account");
            html.table(
                    "To ask for, or to decide",
                    List.of("Severity", "What", "What to ask for, or to decide"),
                    report.account().stream()
                            .map(note -> List.of(note.severity(), note.code(), note.text()))
                            .toList());
        }
    }

    private void gaps() {
        html.element("h2", "What could not be moved");
        html.list(KnownGaps.of(report.destination()));
    }
}
