package org.crmmigration.ingest.inspect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the records of one kind: their fields, their months, the first and the last. Not thread-safe. */
final class KindCensus {

    private static final int DAY_SECONDS = 86_400;

    private static final @Nullable FieldCensus[] NONE = {};

    private final Map<String, FieldCensus> fields = new HashMap<>();
    /** The fields of the record seen last; most records of a kind have the same ones in the same order. */
    private @Nullable FieldCensus[] last = NONE;

    private final Map<Long, Long> days = new HashMap<>();
    private Instant earliest = Instant.MAX;
    private Instant latest = Instant.MIN;
    private long records;

    void see(Sight record) {
        records++;
        record.createdAt().ifPresent(at -> {
            earliest = at.isBefore(earliest) ? at : earliest;
            latest = at.isAfter(latest) ? at : latest;
            days.merge(Math.floorDiv(at.getEpochSecond(), DAY_SECONDS), 1L, Long::sum);
        });
        int many = record.names().size();
        last = last.length < many ? Arrays.copyOf(last, many) : last;
        for (int i = 0; i < many; i++) {
            String name = record.names().get(i);
            FieldCensus field = last[i];
            if (field == null || !field.name().equals(name)) {
                field = fields.computeIfAbsent(name, FieldCensus::new);
                last[i] = field;
            }
            field.see(record.values().get(i));
        }
    }

    Counted.KindCount counted(String kind) {
        Map<String, Long> byMonth = new TreeMap<>();
        days.forEach((day, count) ->
                byMonth.merge(YearMonth.from(LocalDate.ofEpochDay(day)).toString(), count, Long::sum));
        return new Counted.KindCount(
                kind,
                records,
                earliest.equals(Instant.MAX) ? null : earliest,
                latest.equals(Instant.MIN) ? null : latest,
                new TreeMap<>(fields)
                        .values().stream().map(FieldCensus::counted).toList(),
                byMonth);
    }
}
