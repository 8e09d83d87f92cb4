package org.crmmigration.ingest.normal;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Yes and no, in the spellings that occur beside each other in one file. */
public final class Flags {

    private static final Set<String> YES = Set.of("yes", "y", "1", "true", "on", "x");
    private static final Set<String> NO = Set.of("no", "n", "0", "false", "off");

    private static final Recent<Optional<Boolean>> RECENT = new Recent<>(Flags::read);

    private Flags() {}

    /** Yes or no, or nothing when the text is neither. */
    public static Optional<Boolean> parse(String text) {
        return RECENT.of(text);
    }

    private static Optional<Boolean> read(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return Optional.of(true);
        }
        return NO.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
