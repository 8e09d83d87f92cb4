package org.crmmigration.ingest.inspect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** Looks at a record with all its fields and flags. */
    public static Sight of(Packed record) {
        PackedFields fields = record.fields();
        List<String> names = new ArrayList<>(fields.size());
        List<@Nullable Value> values = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.nothing(i)) {
                names.add(fields.name(i));
                values.add(FieldCensus.counted(fields.name(i)) ? fields.choice(i) : null);
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
}
