package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.ingest.stage.RecordHashes;
import org.crmmigration.messaging.record.Kind;

/** Contacts that stood in the generation before and became part of another, or were deleted in Kartra. */
final class VanishedContacts {

    private final Session session;
    private final Map<Long, String> deleted = new LinkedHashMap<>();

    VanishedContacts(Session session) {
        this.session = session;
    }

    private record Absorbed(long identity, String sourceKey, String kartraId) {}

    /** A contact was deleted in Kartra and is left out. */
    void deleted(long identity, String sourceKey) {
        deleted.put(identity, sourceKey);
    }

    /** Keeps a record of each that was there before, once all contacts are folded. */
    void save() {
        List<Absorbed> absorbed = absorbed();
        if (absorbed.isEmpty() && deleted.isEmpty()) {
            return;
        }
        RecordHashes before = session.before().get();
        for (Absorbed one : absorbed) {
            if (before.of(one.sourceKey()).isPresent()) {
                Draft contact = new Draft(Kind.CONTACT, one.sourceKey());
                contact.text("kartra_id", one.kartraId());
                save(contact, one.identity(), "merged into another contact");
            }
        }
        deleted.forEach((identity, sourceKey) -> {
            if (before.of(sourceKey).isPresent()) {
                Draft contact = new Draft(Kind.CONTACT, sourceKey);
                contact.flags().add("suppressed.deleted");
                save(contact, identity, "deleted in Kartra");
            }
        });
    }

    private List<Absorbed> absorbed() {
        List<Absorbed> absorbed = new ArrayList<>();
        session.sql()
                .each(
                        "select i.id, i.source_key, i.kartra_id from identity_alias a"
                                + " join identity i on i.kartra_id = a.kartra_id order by i.id",
                        row -> absorbed.add(new Absorbed(row.number(1), row.text(2), row.text(3))));
        return absorbed;
    }

    private void save(Draft contact, long identity, String why) {
        contact.text("full_name", why);
        session.records().put(contact, identity, true);
    }
}
