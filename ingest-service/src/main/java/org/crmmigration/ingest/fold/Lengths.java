package org.crmmigration.ingest.fold;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as calendars write them. */
final class Lengths {

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,3}):(\\d{2})(?::\\d{2})?");
    private static final Pattern WORDS =
            Pattern.compile("(?:(\\d{1,3})\\s*h(?:ours?|rs?)?)?\\s*(?:(\\d{1,5})\\s*(?:m(?:in(?:ute)?s?)?)?\\.?)?");

    private Lengths() {}

    /** Minutes; a number alone is minutes. */
    static Optional<Long> minutes(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher clock = CLOCK.matcher(lower);
        if (clock.matches()) {
            return Optional.of(Long.parseLong(clock.group(1)) * 60 + Long.parseLong(clock.group(2)));
        }
        Matcher words = WORDS.matcher(lower);
        if (!words.matches() || (words.group(1) == null && words.group(2) == null)) {
            return Optional.empty();
        }
        long hours = words.group(1) == null ? 0 : Long.parseLong(words.group(1));
        return Optional.of(hours * 60 + (words.group(2) == null ? 0 : Long.parseLong(words.group(2))));
    }
}
