package org.crmmigration.ingest.inspect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

    private static final ThreadLocal<Counting> COUNTING = ThreadLocal.withInitial(Counting::new);

    /** Looks at a record with all its fields and flags. */
    public static Sight of(Packed record) {
        PackedFields fields = record.fields();
        Counting counting = COUNTING.get();
        List<String> names = new ArrayList<>(fields.size());
        List<@Nullable Value> values = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.nothing(i)) {
                names.add(fields.name(i));
                values.add(counting.at(i, fields.name(i)) ? fields.choice(i) : null);
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

    /** Whether the values of the fields of the record before are counted; most of a kind have the same fields. */
    private static final class Counting {
        private String[] names = new String[0];
        private boolean[] counted = new boolean[0];

        boolean at(int place, String name) {
            if (place >= names.length) {
                int known = names.length;
                names = Arrays.copyOf(names, place + 32);
                Arrays.fill(names, known, names.length, "");
                counted = Arrays.copyOf(counted, names.length);
            }
            if (!names[place].equals(name)) {
                names[place] = name;
                counted[place] = FieldCensus.counted(name);
            }
            return counted[place];
        }
    }
}
