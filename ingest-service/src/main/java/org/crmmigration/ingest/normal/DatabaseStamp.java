package org.crmmigration.ingest.normal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;

/** Dates as databases write them, {@code 2025-04-03} and {@code 2025-04-03 10:15:00}: most of those in exports. */
final class DatabaseStamp {

    private static final String PATTERN = "dddd-dd-dd dd:dd:dd";
    private static final int DAY = 10;

    private DatabaseStamp() {}

    static boolean looksLike(String text) {
        int length = text.length();
        if (length != DAY && length != PATTERN.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            char expected = PATTERN.charAt(i);
            if (expected == 'd' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    /** The date that a text states which looks like one, nothing when there is no such date. */
    static Optional<Stamp> parse(String text) {
        boolean timed = text.length() > DAY;
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(text, 0) * 100 + number(text, 2),
                    number(text, 5),
                    number(text, 8),
                    timed ? number(text, 11) : 0,
                    timed ? number(text, 14) : 0,
                    timed ? number(text, 17) : 0);
            return Optional.of(new Stamp(local, timed, Optional.empty()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static int number(String text, int at) {
        return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
    }
}
