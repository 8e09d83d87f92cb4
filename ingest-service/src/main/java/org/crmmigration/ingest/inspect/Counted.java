package org.crmmigration.ingest.inspect;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.jspecify.annotations.Nullable;

/**
 * A census as it is kept.
 *
 * @param kinds by kind of record
 * @param flags contacts by the set of their flags
 * @param signs tags that betray behaviour
 * @param changes by kind how the records compare with the generation before; null where an earlier release counted
 * @param changedFields by kind and field how many records changed in it; null where an earlier release counted
 */
public record Counted(
        List<KindCount> kinds,
        List<FlagCount> flags,
        List<TagSign> signs,
        @Nullable Map<String, Map<Change, Long>> changes,
        @Nullable Map<String, Map<String, Long>> changedFields) {

    /** Of an export that was not published yet. */
    public static final Counted NOTHING = new Counted(List.of(), List.of(), List.of(), Map.of(), Map.of());

    /**
     * Records of a kind.
     *
     * @param first when the oldest was created at the source
     * @param months records by month, {@code 2025-03} in UTC
     */
    public record KindCount(
            String kind,
            long records,
            @Nullable Instant first,
            @Nullable Instant last,
            List<FieldCount> fields,
            Map<String, Long> months) {}

    /**
     * A field of a kind.
     *
     * @param filled records that have a value
     * @param distinct how many values there are; -1 where they are not counted
     * @param top values by how often they occur, the most frequent first
     */
    public record FieldCount(String field, long filled, long distinct, List<ValueCount> top) {}

    /** A tag that betrays behaviour, by which rule. */
    public record TagSign(String behaviour, String tag, long contacts, String rule) {}

    /** How often a value occurs. */
    public record ValueCount(String value, long count) {}

    /**
     * Contacts that have the same flags.
     *
     * @param theirs other records that belong to them, by kind
     */
    public record FlagCount(List<String> flags, long contacts, Map<String, Long> theirs) {}
}
