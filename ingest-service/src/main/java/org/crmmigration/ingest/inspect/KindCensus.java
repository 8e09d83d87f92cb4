package org.crmmigration.ingest.inspect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts the records of one kind: their fields, their months, the first and the last. Not thread-safe. */
final class KindCensus {

    private static final int DAY_SECONDS = 86_400;

    private final Map<String, FieldCensus> fields = new HashMap<>();
    private final Map<Long, Long> days = new HashMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long records;

    void see(Sight record) {
        records++;
        record.createdAt().ifPresent(at -> {
            first = at.isBefore(first) ? at : first;
            last = at.isAfter(last) ? at : last;
            days.merge(Math.floorDiv(at.getEpochSecond(), DAY_SECONDS), 1L, Long::sum);
        });
        for (int i = 0; i < record.names().size(); i++) {
            String name = record.names().get(i);
            FieldCensus field = fields.get(name);
            if (field == null) {
                field = new FieldCensus(name);
                fields.put(name, field);
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
                first.equals(Instant.MAX) ? null : first,
                last.equals(Instant.MIN) ? null : last,
                new TreeMap<>(fields)
                        .values().stream().map(FieldCensus::counted).toList(),
                byMonth);
    }
}
