package org.crmmigration.ingest.inspect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.ingest.fold.PackedFields;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the {@link Census} takes from one record; made by any thread.
 *
 * @param names of the fields that hold something
 * @param values beside them, of the fields whose values are counted; null for others
 * @param tag the tag, when the record is one
 */
public record Sight(
        Kind kind,
        Optional<Instant> createdAt,
        List<String> names,
        List<@Nullable Value> values,
        List<String> flags,
        Optional<Packed> tag) {

    /** Fields that people choose from; of others no value is kept, nor of custom fields with many values. */
    private static final Set<String> CHOSEN = Set.of(
            "country",
            "lead_source",
            "gdpr_status",
            "gdpr_state",
            "gdpr_communications",
            "mailing_status",
            "do_not_mail",
            "business_type",
            "time_zone",
            "tags",
            "lists",
            "sequences",
            "type",
            "status",
            "payment_method",
            "product_name",
            "price_point",
            "interval",
            "is_trial",
            "refund_reason",
            "refund_link",
            "pipeline",
            "stage",
            "calendar_name",
            "class_name",
            "industry",
            "employees",
            "membership_name",
            "membership_level",
            "behaviour",
            "lost_reason",
            "ip_country",
            "trust",
            "inferred");

    /** Looks at a record with all its fields and flags. */
    public static Sight of(Packed record) {
        PackedFields fields = record.fields();
        List<String> names = new ArrayList<>(fields.size());
        List<@Nullable Value> values = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.nothing(i)) {
                names.add(fields.name(i));
                values.add(counted(fields.name(i)) ? fields.value(i) : null);
            }
        }
        return new Sight(
                record.kind(),
                record.createdAt(),
                names,
                values,
                record.flags(),
                record.kind() == Kind.TAG ? Optional.of(record) : Optional.empty());
    }

    /** Whether people choose from a field. */
    static boolean chosen(String name) {
        return CHOSEN.contains(name);
    }

    /** Whether the values of a field are counted. */
    static boolean counted(String name) {
        return CHOSEN.contains(name) || name.startsWith("custom.");
    }
}
