package org.crmmigration.ingest.normal;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a function gave for texts that came lately: cells of one column repeat each other. It holds a bounded number of
 * short texts, in a constant, until {@link #forget} is called. Thread-safe.
 */
public final class Recent<V> {

    private static final int PLACES = 1 << 10;
    private static final int LONGEST = 80;

    /** All there are; each lives as long as the process. */
    private static final List<Recent<?>> ALL = new CopyOnWriteArrayList<>();

    private final Function<String, V> function;
    private final @Nullable Answer<V>[] answers;

    /** Remembers answers of a function that depends on its text alone. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
    public Recent(Function<String, V> function) {
        this.function = function;
        this.answers = new Answer[PLACES];
        ALL.add(this);
    }

    /** Forgets all texts, as when a customer's data are erased. */
    public static void forget() {
        ALL.forEach(recent -> Arrays.fill(recent.answers, null));
    }

    private record Answer<V>(String text, V value) {}

    /** What the function gives for a text. */
    public V of(String text) {
        int hash = text.hashCode();
        int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
        Answer<V> known = answers[place];
        if (known != null && known.text().equals(text)) {
            return known.value();
        }
        V value = function.apply(text);
        if (text.length() <= LONGEST) {
            answers[place] = new Answer<>(text, value);
        }
        return value;
    }
}
