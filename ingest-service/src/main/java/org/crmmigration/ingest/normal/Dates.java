package org.crmmigration.ingest.normal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * Dates in the forms that Kartra and spreadsheets write: {@code 2025-04-03 10:15:00}, ISO 8601 with offset,
 * {@code 03 Apr 2025 10:15}, {@code Apr 3, 2025 10:15 AM}, {@code Fri, 31 Oct 2025, 12:00 PM}, {@code 3/4/2025 10:15}.
 */
public final class Dates {

    private Dates() {}

    /** What a cell says about the order of day and month. */
    public enum Evidence {
        /** Not a date with slashes, dots or dashes and the year last. */
        NONE,
        /** Either order fits. */
        EITHER,
        /** The first number is above 12. */
        DAY_FIRST,
        /** The second number is above 12. */
        MONTH_FIRST
    }

    /** What a cell says about the order of day and month. */
    public static Evidence evidence(String text) {
        if (yearAhead(text)) {
            return Evidence.NONE;
        }
        DateNumbers numbers = DateNumbers.of(text);
        if (!numbers.yearLast()) {
            return Evidence.NONE;
        }
        if (numbers.at(0) > 12) {
            return Evidence.DAY_FIRST;
        }
        if (numbers.at(1) > 12) {
            return Evidence.MONTH_FIRST;
        }
        // Nobody who puts the month first separates by dots.
        return numbers.before(1) == '.' ? Evidence.DAY_FIRST : Evidence.EITHER;
    }

    /** Whether a cell states a time and how far it is from Greenwich. */
    public static boolean zoned(String text) {
        return text.indexOf(':') > 0 && offset(text).isPresent();
    }

    /** The date a cell states, or nothing when it states none that exists. */
    public static Optional<Stamp> parse(String text, DateOrder order) {
        if (DatabaseStamp.looksLike(text)) {
            return DatabaseStamp.parse(text);
        }
        DateNumbers numbers = DateNumbers.of(text);
        try {
            return numbers.month() > 0 ? named(text, numbers) : plain(text, numbers, order);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Whether it begins with a number of four digits: the year does not stand last then. */
    private static boolean yearAhead(String text) {
        if (text.length() < 5 || (text.charAt(4) >= '0' && text.charAt(4) <= '9')) {
            return false;
        }
        for (int i = 0; i < 4; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Optional<Stamp> plain(String text, DateNumbers numbers, DateOrder order) {
        if (numbers.words() > numbers.timeWords() || numbers.count() < 3) {
            return Optional.empty();
        }
        if (numbers.yearFirst()) {
            return stamp(text, numbers, numbers.at(0), numbers.at(1), numbers.at(2), 3);
        }
        if (!numbers.yearLast()) {
            return Optional.empty();
        }
        boolean dotted = numbers.before(1) == '.';
        boolean day = (order == DateOrder.DAY_FIRST || dotted) ? numbers.at(1) <= 12 : numbers.at(0) > 12;
        return day
                ? stamp(text, numbers, numbers.year(2), numbers.at(1), numbers.at(0), 3)
                : stamp(text, numbers, numbers.year(2), numbers.at(0), numbers.at(1), 3);
    }

    private static Optional<Stamp> named(String text, DateNumbers numbers) {
        if (numbers.count() < 2 || numbers.otherWords() > 0) {
            return Optional.empty();
        }
        boolean yearFirst = numbers.digits(0) == 4;
        int year = numbers.year(yearFirst ? 0 : 1);
        int day = yearFirst ? numbers.at(1) : numbers.at(0);
        return stamp(text, numbers, year, numbers.month(), day, 2);
    }

    private static Optional<Stamp> stamp(String text, DateNumbers numbers, int year, int month, int day, int time) {
        boolean timed = numbers.count() >= time + 2;
        int hour = timed ? numbers.at(time) : 0;
        if (numbers.half() >= 0) {
            if (hour > 12) {
                return Optional.empty();
            }
            hour = hour % 12 + 12 * numbers.half();
        }
        int minute = timed ? numbers.at(time + 1) : 0;
        int second = numbers.count() > time + 2 && !offsetAt(numbers, time + 2) ? numbers.at(time + 2) : 0;
        LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second);
        return Optional.of(new Stamp(local, timed, timed ? offset(text) : Optional.empty()));
    }

    private static boolean offsetAt(DateNumbers numbers, int index) {
        char before = numbers.before(index);
        return before == '+' || before == '-';
    }

    private static Optional<ZoneOffset> offset(String text) {
        int word = text.length();
        while (word > 0 && Character.isLetter(text.charAt(word - 1))) {
            word--;
        }
        Optional<Integer> hours = DateNumbers.zone(text.substring(word).toLowerCase(Locale.ROOT));
        if (hours.isPresent()) {
            return hours.map(ZoneOffset::ofHours);
        }
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        if (sign < text.indexOf(':') || sign < 0) {
            return Optional.empty();
        }
        String digits = text.substring(sign + 1).replace(":", "");
        if ((digits.length() != 4 && digits.length() != 2) || !digits.chars().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        return Optional.of(ZoneOffset.of(text.charAt(sign) + digits));
    }
}
