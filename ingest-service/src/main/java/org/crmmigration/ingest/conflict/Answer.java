package org.crmmigration.ingest.conflict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person decides about a conflict. "First" and "latest" are of the rows in the order in which they were exported. */
public enum Answer {
    /** The first is right; the later ones are left behind. */
    KEEP_FIRST,
    /** The latest is right; the earlier ones are left behind. */
    KEEP_LATEST,
    /** They are the same: everything becomes one, the first id stays. */
    MERGE,
    /** They are different: each becomes a record of its own. */
    SPLIT;

    /** The word in the interface, for example {@code keep-first}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads what {@link #word()} wrote. */
    public static Optional<Answer> of(String word) {
        return Arrays.stream(values())
                .filter(answer -> answer.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
