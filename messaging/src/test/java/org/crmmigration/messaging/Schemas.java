package org.crmmigration.messaging;

import java.time.Instant;
import java.util.List;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.DestinationSchema.Entity;
import org.crmmigration.messaging.ledger.DestinationSchema.Field;
import org.crmmigration.messaging.ledger.DestinationSchema.Limit;
import org.crmmigration.messaging.ledger.DestinationSchema.Named;
import org.crmmigration.messaging.ledger.DestinationSchema.Note;
import org.crmmigration.messaging.ledger.DestinationSchema.Pipeline;
import org.crmmigration.messaging.ledger.DestinationSchema.Stage;
import org.crmmigration.messaging.ledger.DestinationSchema.User;

/** Accounts as they might look. */
public final class Schemas {

    /** An account with two kinds of objects. */
    public static final DestinationSchema SMALL = at(Instant.parse("2026-03-04T05:06:07Z"));

    private Schemas() {}

    /** The same account, read at another time. */
    public static DestinationSchema at(Instant at) {
        return new DestinationSchema(
                "pipedrive",
                at,
                "lite",
                List.of(
                        new Entity(
                                "person",
                                "Person",
                                "label_ids",
                                List.of(
                                        new Field("name", "Name", "varchar", 255, List.of(), true, false, true),
                                        new Field(
                                                "ab12",
                                                "Plan",
                                                "enum",
                                                null,
                                                List.of("Gold", "Tin"),
                                                false,
                                                true,
                                                true))),
                        new Entity("note", "Note", null, List.of())),
                List.of(new User("ada@example.org", true), new User("old@example.org", false)),
                List.of(new Pipeline("1", "Sales", List.of(new Stage("3", "New")))),
                List.of(new Limit(Limit.CUSTOM_FIELDS, null, 30L, 1L, "plan lite")),
                List.of(new Named("list", "Newsletter")),
                List.of(new Note("WARN", "plug-ins", "2 plug-ins are active")));
    }
}
