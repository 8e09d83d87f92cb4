package org.crmmigration.ingest.inspect;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts what a generation holds while it is published: fields that are filled, values of fields that people choose from,
 * months, and contacts by their flags with what belongs to them. Memory does not grow with the number of records but for
 * four bytes a contact. Not thread-safe.
 */
public final class Census {

    private static final int DAY_SECONDS = 86_400;
    private static final int DISTINCT = 200;
    private static final int LONGEST = 80;
    private static final int MOST_SIGNS = 2000;

    private final Map<Kind, KindCensus> kinds = new EnumMap<>(Kind.class);
    private final Map<List<String>, Marked> marked = new HashMap<>();
    private final List<Counted.TagSign> signs = new ArrayList<>();
    private final List<Marked> sets = new ArrayList<>();
    private int[] setOf = new int[1024];

    /** Counts a record. */
    public void see(Sight record, long identity) {
        kinds.computeIfAbsent(record.kind(), _ -> new KindCensus()).see(record);
        record.tag()
                .filter(tag -> !tag.text("behaviour").isEmpty() && signs.size() < MOST_SIGNS)
                .ifPresent(tag -> {
                    long contacts = tag.fields().value("contacts") instanceof Value.Whole(long number) ? number : 0;
                    signs.add(new Counted.TagSign(tag.text("behaviour"), tag.text("name"), contacts, tag.text("rule")));
                });
        if (record.kind() == Kind.CONTACT) {
            Marked set = marked.computeIfAbsent(List.copyOf(record.flags()), flags -> {
                sets.add(new Marked(flags, sets.size() + 1));
                return sets.getLast();
            });
            set.contacts++;
            remember(identity, set.number);
        } else if (identity >= 0 && identity < setOf.length && setOf[(int) identity] > 0) {
            sets.get(setOf[(int) identity] - 1).theirs.merge(record.kind().word(), 1L, Long::sum);
        }
    }

    /** Keeps the census of an export. */
    public void save(Sql sql, long export) {
        sql.run(
                "insert or replace into inspection (export, census) values (?, ?)",
                export,
                JsonMapper.shared().writeValueAsString(counted()));
    }

    private void remember(long identity, int set) {
        if (identity >= 0) {
            int place = Math.toIntExact(identity);
            if (place >= setOf.length) {
                setOf = Arrays.copyOf(setOf, Math.max(place + 1, setOf.length * 2));
            }
            setOf[place] = set;
        }
    }

    private Counted counted() {
        List<Counted.KindCount> counts = new ArrayList<>();
        kinds.forEach((kind, census) -> counts.add(census.counted(kind.word())));
        List<Counted.FlagCount> flags = new ArrayList<>();
        for (Marked set : sets) {
            flags.add(new Counted.FlagCount(set.flags, set.contacts, new TreeMap<>(set.theirs)));
        }
        signs.sort(Comparator.comparing(Counted.TagSign::behaviour)
                .thenComparing(
                        Comparator.comparingLong(Counted.TagSign::contacts).reversed())
                .thenComparing(Counted.TagSign::tag));
        return new Counted(counts, flags, List.copyOf(signs));
    }

    /** Contacts with the same flags. */
    private static final class Marked {
        private final List<String> flags;
        private final int number;
        private final Map<String, Long> theirs = new HashMap<>();
        private long contacts;

        Marked(List<String> flags, int number) {
            this.flags = flags;
            this.number = number;
        }
    }

    private static final class KindCensus {
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

    private static final class FieldCensus {
        private final String name;
        private final Map<String, Long> values = new HashMap<>();
        private boolean counting;
        private long filled;

        FieldCensus(String name) {
            this.name = name;
            this.counting = Sight.counted(name);
        }

        void see(@Nullable Value value) {
            filled++;
            if (counting && value != null) {
                switch (value) {
                    case Value.Text(String text) -> count(text);
                    case Value.Texts(List<String> texts) -> texts.forEach(this::count);
                    case Value.Flag(boolean on) -> count(on ? "yes" : "no");
                    case Value.Whole(long number) -> count(Long.toString(number));
                    case Value.Decimal(var number) -> count(number.toPlainString());
                    case Value.Money _, Value.Day _, Value.Moment _, Value.Nothing _, Value.Reference _ ->
                        counting = false;
                }
            }
        }

        private void count(String text) {
            if (values.computeIfPresent(text, (_, many) -> many + 1) != null) {
                return;
            }
            if ((values.size() == DISTINCT || text.length() > LONGEST)) {
                counting = counting && Sight.chosen(name) && text.length() <= LONGEST;
                return;
            }
            values.put(text, 1L);
        }

        Counted.FieldCount counted() {
            boolean shown = counting && (Sight.chosen(name) || values.size() * 2L <= filled);
            List<Counted.ValueCount> top = new ArrayList<>();
            if (shown) {
                values.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(DISTINCT)
                        .forEach(entry -> top.add(new Counted.ValueCount(entry.getKey(), entry.getValue())));
            }
            return new Counted.FieldCount(name, filled, shown ? values.size() : -1, top);
        }
    }
}
