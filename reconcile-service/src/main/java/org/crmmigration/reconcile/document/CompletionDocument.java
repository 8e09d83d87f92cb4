package org.crmmigration.reconcile.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.crmmigration.reconcile.report.Html;
import org.crmmigration.reconcile.report.Report;

/** What was moved, what is open, and what comes next. */
final class CompletionDocument {

    private static final List<String> NEXT = List.of(
            "Check a few objects of each kind in the CRM beside Kartra.",
            "Rebuild what the inventory lists, and switch it on after sign-off.",
            "Hand in a last export on the day of the cutover: only what changed is moved.",
            "After sign-off have the migration's data erased (migrate erase).");

    private CompletionDocument() {}

    static Document of(Report report) {
        List<String> open = open(report);
        boolean done = report.state().equals("COMPLETED");
        return new Document("completion", "Completion report", report.migration())
                .fact("state", report.state())
                .fact("run", report.run())
                .fact("open", open)
                .fact("records", report.ledger().records())
                .fact("verification", report.verification())
                .fact("budget", report.budget())
                .fact("durations", report.durations())
                .verdict(done && open.isEmpty(), standing(report, open) + ": " + report.stateReason())
                .rows(
                        "What was moved",
                        List.of("Kind", "Records", "In the CRM", "Left out", "Failed or parked"),
                        moved(report.ledger().records()))
                .heading("What is open")
                .list(open.isEmpty() ? List.of("Nothing.") : open)
                .text("%s calls in %.0f seconds."
                        .formatted(
                                Html.number(report.budget().calls()),
                                report.durations().getOrDefault("total", 0.0)))
                .heading("What comes next")
                .list(NEXT);
    }

    private static String standing(Report report, List<String> open) {
        if (!report.state().equals("COMPLETED")) {
            return "State " + report.state().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
        return open.isEmpty() ? "Complete" : "Complete but for what is open below";
    }

    private static List<String> open(Report report) {
        List<String> open = new ArrayList<>(report.ledger().unbalanced());
        report.failures()
                .forEach(f -> open.add(
                        "%d objects %s: %s".formatted(f.count(), f.status().toLowerCase(Locale.ROOT), f.message())));
        if (report.ownerQueue() > 0) {
            open.add("%d objects belong to the default owner, for theirs is no active user"
                    .formatted(report.ownerQueue()));
        }
        if (report.verification().different() > 0) {
            open.add("%d fields differ in the CRM"
                    .formatted(report.verification().different()));
        }
        return open;
    }

    private static List<List<String>> moved(Map<String, Map<String, Long>> records) {
        return records.entrySet().stream()
                .map(entry -> List.of(
                        entry.getKey().replace('_', ' '),
                        sum(entry.getValue(), "total"),
                        sum(entry.getValue(), "created", "updated", "unchanged", "adopted"),
                        sum(entry.getValue(), "excluded"),
                        sum(entry.getValue(), "failed", "parked")))
                .toList();
    }

    private static String sum(Map<String, Long> counts, String... states) {
        return Html.number(Stream.of(states)
                .mapToLong(state -> counts.getOrDefault(state, 0L))
                .sum());
    }
}
