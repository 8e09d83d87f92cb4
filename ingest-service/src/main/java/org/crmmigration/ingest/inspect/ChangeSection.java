package org.crmmigration.ingest.inspect;

import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.record.RecordMessage.Change;

/** The part of the page about what is new, changed and gone since the export before; there is none for the first. */
final class ChangeSection {

    private final Html html;
    private final Map<String, Map<Change, Long>> changes;
    private final Map<String, Map<String, Long>> fields;

    ChangeSection(Html html, Counted census) {
        this.html = html;
        this.changes = census.changes() == null ? Map.of() : census.changes();
        this.fields = census.changedFields() == null ? Map.of() : census.changedFields();
    }

    void write() {
        boolean first =
                changes.values().stream().allMatch(counts -> counts.keySet().equals(java.util.Set.of(Change.NEW)));
        if (first) {
            return;
        }
        html.section(
                "changes",
                "Since the export before",
                "Which fields of the CRM a change would write says ./migrate map preview.");
        html.head("kind", "#new", "#changed", "#vanished", "#identical");
        changes.forEach((kind, counts) -> html.row(List.of(
                kind,
                counts.getOrDefault(Change.NEW, 0L),
                counts.getOrDefault(Change.CHANGED, 0L),
                counts.getOrDefault(Change.VANISHED, 0L),
                counts.getOrDefault(Change.IDENTICAL, 0L))));
        html.tail().end();
        if (!fields.isEmpty()) {
            fields();
        }
    }

    private void fields() {
        html.section(
                "changed-fields", "Fields that changed", "Each changed record with its fields stands in changes.csv.");
        html.head("kind", "field", "#changed records");
        fields.forEach((kind, counts) -> counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(count -> html.row(List.of(kind, count.getKey(), count.getValue()))));
        html.tail().end();
    }
}
