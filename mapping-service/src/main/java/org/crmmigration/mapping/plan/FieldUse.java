package org.crmmigration.mapping.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.crmmigration.mapping.rule.Mapping.FieldType;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;

/** What the values of one custom field look like, so that its type is chosen before the first is written. */
final class FieldUse {

    /** Different values are counted up to here. */
    static final int MOST_DISTINCT = 10_000;

    /** Up to this many different texts are kept of a field that is no choice, in case they are the account's options. */
    private static final int FEW = 50;

    /** Beyond this many different texts a field is no choice of options, whatever the destination allows. */
    private static final int MOST_OPTIONS = 20_000;

    private final boolean choice;
    private final List<String> declared;
    private final Spellings spellings = new Spellings();
    private final Set<String> few = new TreeSet<>();
    private final Distinct different = new Distinct(MOST_DISTINCT);
    private final Lengths lengths = new Lengths();
    private long filled;
    private int longest;
    private int digits;
    private int decimals;
    private boolean numbers = true;
    private boolean money = true;
    private boolean days = true;
    private boolean single = true;
    private boolean flags = true;

    /**
     * @param choice whether the field may become one of options, so that its texts are kept
     * @param longest the longest value known of so far
     */
    FieldUse(boolean choice, List<String> declared, int longest) {
        this.choice = choice;
        this.declared = declared;
        this.longest = longest;
        declared.forEach(option -> spellings.add(option, option));
    }

    void see(Value value) {
        filled++;
        if (value instanceof Value.Nothing) {
            return;
        }
        String readable = ValueText.readable(value);
        longest = Math.max(longest, readable.length());
        lengths.add(readable.length());
        different.add(readable.hashCode());
        money &= value instanceof Value.Money;
        days &= value instanceof Value.Day || value instanceof Value.Moment;
        single &= !(value instanceof Value.Texts);
        flags = flags && YesNo.of(value).isPresent();
        seeNumber(value);
        if (few.size() <= FEW && value instanceof Value.Text) {
            few.add(readable);
        }
        if (choice && spellings.size() <= MOST_OPTIONS) {
            texts(value).forEach(text -> spellings.add(text, text));
        }
    }

    long filled() {
        return filled;
    }

    /** How many different values there are, about: at most {@link #MOST_DISTINCT}. */
    long distinct() {
        return different.size();
    }

    /** Whether no value came again among the first {@link #MOST_DISTINCT}. */
    boolean differs() {
        return different.size() > 0 && !different.isRepeated();
    }

    /** The different texts, sorted, where they are few and come again; empty where each may be one person's own. */
    List<String> few() {
        return few.size() <= FEW && filled >= 2L * few.size() ? List.copyOf(few) : List.of();
    }

    /** Length to the number of values that have it, by the thousand where they are long. */
    NavigableMap<Integer, Long> lengths() {
        return lengths.counts();
    }

    /** Whether the field was filled, or cleared, by any record. */
    boolean used() {
        return filled > 0;
    }

    boolean fits(FieldType type) {
        return switch (type.holds()) {
            case TEXT -> longest <= type.limit();
            case NUMBER -> numbers && digits <= type.limit() && decimals <= type.decimals();
            case MONEY -> money;
            case DAY -> days;
            case OPTION -> single && optionsFit(type);
            case OPTIONS -> optionsFit(type);
            case FLAG -> flags;
        };
    }

    /** The declared options in their order, then what records hold besides, sorted. */
    List<String> options() {
        TreeSet<String> others = new TreeSet<>(spellings.all());
        declared.forEach(others::remove);
        return Stream.concat(declared.stream().distinct(), others.stream()).toList();
    }

    /** The option's one spelling. */
    String spelled(String text) {
        return spellings.of(text);
    }

    static List<String> texts(Value value) {
        return value instanceof Value.Texts list ? list.texts() : List.of(ValueText.readable(value));
    }

    private boolean optionsFit(FieldType type) {
        return choice
                && spellings.size() <= Math.min(type.most(), MOST_OPTIONS)
                && spellings.all().stream()
                        .allMatch(text -> !text.isEmpty()
                                && text.length() <= type.limit()
                                && text.chars().noneMatch(c -> type.without().indexOf(c) >= 0));
    }

    private void seeNumber(Value value) {
        switch (value) {
            case Value.Whole whole ->
                digits =
                        Math.max(digits, Long.toString(Math.abs(whole.number())).length());
            case Value.Decimal decimal -> seeNumber(decimal.number());
            case Value.Money amount -> seeNumber(amount.amount());
            default -> numbers = false;
        }
    }

    private void seeNumber(BigDecimal number) {
        digits = Math.max(digits, number.precision());
        decimals = Math.max(decimals, number.stripTrailingZeros().scale());
    }
}
