package org.crmmigration.mapping.plan;

import java.util.List;
import java.util.NavigableMap;
import org.crmmigration.mapping.rule.Mapping.Holds;

/**
 * A custom field that a run needs, and what its values are like: names, types and counts, and of values only those that many
 * records share.
 *
 * @param slug names it in the mapping file
 * @param type the destination's type that all values fit
 * @param declared the type the mapping names
 * @param rule the rule that carries it as it is; empty for a field of the mapping itself
 * @param source the field of the record it is carried from; empty as above
 * @param options the options it needs; empty when it is no choice
 * @param values the options; for a field that is no choice its different texts, where they are few and come again
 * @param objects how many objects of the entity there are
 * @param filled in how many of them it has a value
 * @param distinct how many different values it has, at most {@link FieldUse#MOST_DISTINCT}
 * @param differs whether no value comes again among those first ones
 * @param lengths length of a value to how many have it
 */
public record FieldNeed(
        String entity,
        String slug,
        String name,
        String type,
        String declared,
        Holds holds,
        String rule,
        String source,
        List<String> options,
        List<String> values,
        long objects,
        long filled,
        long distinct,
        boolean differs,
        NavigableMap<Integer, Long> lengths) {

    /** How many values are longer than this. */
    public long longer(int length) {
        return lengths.tailMap(length, false).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Whether some values did not fit the type the mapping names. */
    public boolean widened() {
        return !type.equals(declared);
    }
}
