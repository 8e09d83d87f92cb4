package org.crmmigration.reconcile.document;

import java.util.List;
import java.util.Map;
import org.crmmigration.reconcile.report.Report;

/** Sequences and automations, which no export holds, and what to rebuild them with. */
final class InventoryDocument {

    private InventoryDocument() {}

    static Document of(Report report) {
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
}
