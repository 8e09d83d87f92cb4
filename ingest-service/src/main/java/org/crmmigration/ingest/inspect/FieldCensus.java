package org.crmmigration.ingest.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/** Counts how often one field is filled and, where people choose from few values, with which. Not thread-safe. */
final class FieldCensus {

    private static final int DISTINCT = 200;
    private static final int LONGEST = 80;
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

    private final String name;
    private final Map<String, long[]> values = new HashMap<>();
    private boolean counting;
    private long filled;

    FieldCensus(String name) {
        this.name = name;
        this.counting = counted(name);
    }

    String name() {
        return name;
    }

    /** Whether the values of a field are counted. */
    static boolean counted(String name) {
        return CHOSEN.contains(name) || name.startsWith("custom.");
    }

    /**
     * Counts a value.
     *
     * @param value null when values of the field are not counted
     */
    void see(@Nullable Value value) {
        filled++;
        if (counting && value != null) {
            switch (value) {
                case Value.Text(String text) -> count(text);
                case Value.Texts(List<String> texts) -> texts.forEach(this::count);
                case Value.Flag(boolean on) -> count(on ? "yes" : "no");
                case Value.Whole(long number) -> count(Long.toString(number));
                case Value.Decimal(var number) -> count(number.toPlainString());
                case Value.Money _, Value.Day _, Value.Moment _, Value.Nothing _, Value.Reference _ -> counting = false;
            }
        }
    }

    private void count(String text) {
        long[] known = values.get(text);
        if (known != null) {
            known[0]++;
            return;
        }
        if ((values.size() == DISTINCT || text.length() > LONGEST)) {
            counting = counting && CHOSEN.contains(name) && text.length() <= LONGEST;
            return;
        }
        values.put(text, new long[] {1});
    }

    Counted.FieldCount counted() {
        boolean shown = counting && (CHOSEN.contains(name) || values.size() * 2L <= filled);
        List<Counted.ValueCount> top = new ArrayList<>();
        if (shown) {
            values.entrySet().stream()
                    .sorted(Comparator.<Map.Entry<String, long[]>>comparingLong(entry -> -entry.getValue()[0])
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(DISTINCT)
                    .forEach(entry -> top.add(new Counted.ValueCount(entry.getKey(), entry.getValue()[0])));
        }
        return new Counted.FieldCount(name, filled, shown ? values.size() : -1, top);
    }
}
