package org.crmmigration.mapping.propose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crmmigration.mapping.plan.FieldNeed;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.FieldType;
import org.crmmigration.mapping.rule.Mapping.Holds;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.jspecify.annotations.Nullable;

/**
 * Compares a field of the export with the custom fields the destination has: 60 parts name, 25 parts type, 15 parts values.
 */
final class Matching {

    private static final double NAME = 0.60;
    private static final double TYPE = 0.25;
    private static final double VALUES = 0.15;
    private static final double WORTH_MENTIONING = 0.45;
    private static final double SAME_OPTION = 0.85;
    /** A part of the values that shows that free text means the options. */
    private static final double MOSTLY = 0.5;
    /** So many values that are all options say what a field is, whatever it is called. */
    private static final int TELLING = 3;

    private final Mapping mapping;

    Matching(Mapping mapping) {
        this.mapping = mapping;
    }

    /** Those worth mentioning, best first; equal ones by name. */
    List<Candidate> candidates(FieldNeed need, DestinationSchema.Entity entity) {
        return entity.fields().stream()
                .filter(field ->
                        field.custom() && field.writable() && mapping.types().containsKey(field.type()))
                .map(field -> candidate(need, field))
                .filter(candidate -> candidate.confidence() >= WORTH_MENTIONING)
                .sorted(Comparator.comparingDouble(Candidate::confidence)
                        .reversed()
                        .thenComparing(candidate -> candidate.field().label())
                        .thenComparing(candidate -> candidate.field().key()))
                .limit(3)
                .toList();
    }

    private Candidate candidate(FieldNeed need, DestinationSchema.Field field) {
        FieldType type = mapping.types().get(field.type());
        double name = Likeness.of(need.name(), field.label());
        double fit = type == null ? 0 : fit(need, field.type(), type);
        Map<String, String> values = new LinkedHashMap<>();
        double shared = shared(need, field, values);
        boolean alike = name >= 0.5
                || (shared == 1
                        && need.values().size() >= TELLING
                        && !field.options().isEmpty());
        boolean foreign = need.options().isEmpty() && !field.options().isEmpty() && shared < MOSTLY;
        double confidence = !alike || foreign || fit == 0
                ? 0
                : (NAME * name + TYPE * fit + VALUES * shared) * taken(need, field, type);
        List<String> reasons = new ArrayList<>();
        reasons.add(String.format(Locale.ROOT, "name %.2f", name));
        reasons.add(need.type().equals(field.type()) ? "same type" : need.type() + " to " + field.type());
        if (!need.values().isEmpty() && !field.options().isEmpty()) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%.0f %% of %d values are options",
                    shared * 100,
                    need.values().size()));
        }
        reasons.add(filled(need));
        return new Candidate(field, rounded(confidence), reasons, losses(need, field, type, shared), values);
    }

    /** How often the field is filled, and how many different values it has. */
    static String filled(FieldNeed need) {
        return String.format(
                Locale.ROOT,
                "filled in %,d of %,d (%.0f %%)%s",
                need.filled(),
                need.objects(),
                need.objects() == 0 ? 0 : 100.0 * need.filled() / need.objects(),
                unique(need));
    }

    private static String unique(FieldNeed need) {
        if (need.filled() < 2 || !need.differs()) {
            return "";
        }
        return need.distinct() == need.filled()
                ? ", all different"
                : String.format(Locale.ROOT, ", the first %,d all different", need.distinct());
    }

    private double fit(FieldNeed need, String name, FieldType type) {
        if (need.type().equals(name)) {
            return 1;
        }
        Holds wanted = need.holds();
        if (wanted == type.holds()) {
            return 0.9;
        }
        return switch (type.holds()) {
            case TEXT -> 0.6;
            case OPTIONS -> wanted == Holds.OPTION ? 0.8 : catalogue(need) ? 0.7 : 0;
            case OPTION -> catalogue(need) ? 0.7 : 0;
            case NUMBER -> wanted == Holds.MONEY ? 0.5 : 0;
            case MONEY, DAY, FLAG -> 0;
        };
    }

    /** Free text that is a choice in truth: few different values, which come again. */
    private static boolean catalogue(FieldNeed need) {
        return need.holds() == Holds.TEXT && !need.values().isEmpty();
    }

    /** Which part of the values are options of the field; values that are spelled otherwise are noted. */
    private static double shared(FieldNeed need, DestinationSchema.Field field, Map<String, String> values) {
        if (need.values().isEmpty() || field.options().isEmpty()) {
            return need.options().isEmpty() == field.options().isEmpty() ? 1 : 0.5;
        }
        int found = 0;
        for (String option : need.values()) {
            String same = same(option, field.options());
            if (same != null) {
                found++;
                if (!same.strip().equalsIgnoreCase(option.strip())) {
                    values.put(option, same);
                }
            }
        }
        return (double) found / need.values().size();
    }

    private static @Nullable String same(String option, List<String> existing) {
        return existing.stream()
                .filter(label -> Likeness.folded(label).equals(Likeness.folded(option))
                        || Likeness.of(label, option) >= SAME_OPTION)
                .max(Comparator.comparingDouble((String label) -> Likeness.of(label, option))
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(null);
    }

    /** The part of the values that the CRM takes: what is refused keeps a whole object out, and all that belongs to it. */
    private static double taken(FieldNeed need, DestinationSchema.Field field, @Nullable FieldType type) {
        if (type == null || type.holds() != Holds.TEXT || need.filled() == 0) {
            return 1;
        }
        int bound = bound(field, type);
        return bound < type.limit() ? 1 - (double) need.longer(bound) / need.filled() : 1;
    }

    private static int bound(DestinationSchema.Field field, FieldType type) {
        return Math.min(field.maxLength() == null ? Integer.MAX_VALUE : field.maxLength(), type.limit());
    }

    private static List<String> losses(
            FieldNeed need, DestinationSchema.Field field, @Nullable FieldType type, double shared) {
        List<String> losses = new ArrayList<>();
        if (type == null) {
            return losses;
        }
        int bound = bound(field, type);
        long longer = type.holds() == Holds.TEXT ? need.longer(bound) : 0;
        if (longer > 0) {
            losses.add(longer(longer, bound, bound < type.limit() ? "refused" : "cut"));
        }
        if (type.holds() == Holds.TEXT && need.holds() != Holds.TEXT) {
            losses.add("values become text: no longer sorted or filtered as " + need.type());
        }
        if (type.holds() == Holds.NUMBER && need.holds() == Holds.MONEY) {
            losses.add("the currency is left out");
        }
        if (!need.values().isEmpty() && !field.options().isEmpty() && shared < 1) {
            long added = Math.round(need.values().size() * (1 - shared));
            losses.add(added == 1 ? "1 option is added to the field" : added + " options are added to the field");
        }
        return losses;
    }

    /** How many values are longer than a bound, and what becomes of them. */
    static String longer(long values, int bound, String fate) {
        return values == 1
                ? String.format(Locale.ROOT, "1 value longer than %,d is %s", bound, fate)
                : String.format(Locale.ROOT, "%,d values longer than %,d are %s", values, bound, fate);
    }

    private static double rounded(double confidence) {
        return Math.round(confidence * 100) / 100.0;
    }
}
