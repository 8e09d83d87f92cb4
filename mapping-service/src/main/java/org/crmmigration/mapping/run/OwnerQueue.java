package org.crmmigration.mapping.run;

import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.ledger.DestinationSchema;

/** Whom the objects of a mapping would belong to, and which of them the account does not have as active users. */
public final class OwnerQueue {

    private final Surveys surveys;

    /** A queue over exports that these surveys are of. */
    public OwnerQueue(Surveys surveys) {
        this.surveys = surveys;
    }

    /**
     * Somebody objects would belong to.
     *
     * @param owner the address commands would carry, after the mapping's own replacements
     * @param state {@code matched}, {@code inactive} or {@code unknown}
     */
    public record Entry(String owner, long objects, String state) {}

    /**
     * All owners of an export under a mapping.
     *
     * @param waiting objects whose owner is no active user
     */
    public record Listing(List<Entry> owners, long waiting) {}

    /** Maps the export without writing anything. */
    public Listing of(Order order, String export, DestinationSchema schema) {
        Map<String, Long> objects = surveys.of(order, export).plan().mentions().owners();
        List<Entry> entries = objects.entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue(), state(schema, entry.getKey())))
                .toList();
        long waiting = entries.stream()
                .filter(entry -> !entry.state().equals("matched"))
                .mapToLong(Entry::objects)
                .sum();
        return new Listing(entries, waiting);
    }

    private static String state(DestinationSchema schema, String owner) {
        if (schema.activeUser(owner)) {
            return "matched";
        }
        return schema.users().stream().anyMatch(user -> user.email().equals(owner)) ? "inactive" : "unknown";
    }
}
