package org.crmmigration.ingest.normal;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Dates in the forms that Kartra and spreadsheets write: {@code 2025-04-03 10:15:00}, ISO 8601 with offset,
 * {@code 03 Apr 2025 10:15}, {@code Apr 3, 2025 10:15 AM}, {@code Fri, 31 Oct 2025, 12:00 PM}, {@code 3/4/2025 10:15}.
 */
public final class Dates {

    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("z", 0),
            Map.entry("utc", 0),
            Map.entry("gmt", 0),
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7));
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

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
        Numbers numbers = Numbers.of(text);
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

    /** The date a cell states, or nothing when it states none that exists. */
    public static Optional<Stamp> parse(String text, DateOrder order) {
        Numbers numbers = Numbers.of(text);
        try {
            return numbers.month > 0 ? named(text, numbers) : plain(text, numbers, order);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Stamp> plain(String text, Numbers numbers, DateOrder order) {
        if (numbers.words > numbers.timeWords || numbers.count < 3) {
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

    private static Optional<Stamp> named(String text, Numbers numbers) {
        if (numbers.count < 2 || numbers.otherWords > 0) {
            return Optional.empty();
        }
        boolean yearFirst = numbers.digits(0) == 4;
        int year = numbers.year(yearFirst ? 0 : 1);
        int day = yearFirst ? numbers.at(1) : numbers.at(0);
        return stamp(text, numbers, year, numbers.month, day, 2);
    }

    private static Optional<Stamp> stamp(String text, Numbers numbers, int year, int month, int day, int time) {
        boolean timed = numbers.count >= time + 2;
        int hour = timed ? numbers.at(time) : 0;
        if (numbers.half >= 0) {
            if (hour > 12) {
                return Optional.empty();
            }
            hour = hour % 12 + 12 * numbers.half;
        }
        int minute = timed ? numbers.at(time + 1) : 0;
        int second = numbers.count > time + 2 && !offsetAt(numbers, time + 2) ? numbers.at(time + 2) : 0;
        LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second);
        return Optional.of(new Stamp(local, timed, timed ? offset(text) : Optional.empty()));
    }

    private static boolean offsetAt(Numbers numbers, int index) {
        char before = numbers.before(index);
        return before == '+' || before == '-';
    }

    private static Optional<ZoneOffset> offset(String text) {
        int word = text.length();
        while (word > 0 && Character.isLetter(text.charAt(word - 1))) {
            word--;
        }
        Integer hours = ZONES.get(text.substring(word).toLowerCase(Locale.ROOT));
        if (hours != null) {
            return Optional.of(ZoneOffset.ofHours(hours));
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

    /** The numbers and words of a text, in one pass. */
    private static final class Numbers {
        private static final int MOST = 9;
        private final int[] values = new int[MOST];
        private final int[] lengths = new int[MOST];
        private final char[] separators = new char[MOST];
        private int count;
        private int words;
        private int timeWords;
        private int otherWords;
        private int month;
        private int half = -1;

        static Numbers of(String text) {
            Numbers numbers = new Numbers();
            int i = 0;
            while (i < text.length() && text.length() <= 40) {
                int start = i;
                char c = text.charAt(i);
                if (c >= '0' && c <= '9') {
                    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                        i++;
                    }
                    numbers.number(text, start, i);
                } else if (Character.isLetter(c)) {
                    while (i < text.length() && Character.isLetter(text.charAt(i))) {
                        i++;
                    }
                    numbers.word(text.substring(start, i).toLowerCase(Locale.ROOT));
                } else {
                    i++;
                }
            }
            return numbers;
        }

        int at(int index) {
            return values[index];
        }

        /** A year of two digits lies in this century. */
        int year(int index) {
            return lengths[index] <= 2 ? 2000 + values[index] : values[index];
        }

        int digits(int index) {
            return lengths[index];
        }

        char before(int index) {
            return separators[index];
        }

        boolean yearFirst() {
            return count >= 3 && lengths[0] == 4 && dateSeparators();
        }

        boolean yearLast() {
            return count >= 3
                    && lengths[0] <= 2
                    && lengths[1] <= 2
                    && (lengths[2] == 4 || lengths[2] == 2)
                    && month == 0
                    && dateSeparators();
        }

        private boolean dateSeparators() {
            char separator = separators[1];
            return separator == separators[2] && (separator == '/' || separator == '-' || separator == '.');
        }

        private void number(String text, int start, int end) {
            if (count < MOST && end - start <= 9) {
                values[count] = Integer.parseInt(text.substring(start, end));
                lengths[count] = end - start;
                separators[count] = start == 0 ? ' ' : text.charAt(start - 1);
                count++;
            } else {
                otherWords++;
                words++;
            }
        }

        private void word(String word) {
            words++;
            if (word.equals("am") || word.equals("pm")) {
                half = word.equals("pm") ? 1 : 0;
                timeWords++;
            } else if (word.equals("t") || ZONES.containsKey(word)) {
                timeWords++;
            } else if (monthOf(word) > 0) {
                month = monthOf(word);
            } else if (!weekday(word) && !ordinal(word)) {
                otherWords++;
            }
        }

        private static int monthOf(String word) {
            int at = word.length() < 3 ? -1 : MONTHS.indexOf(word.substring(0, 3));
            return at >= 0 && at % 3 == 0 && word.length() <= 9 ? at / 3 + 1 : 0;
        }

        private static boolean weekday(String word) {
            return word.length() >= 3 && "sunmontuewedthufrisat".indexOf(word.substring(0, 3)) % 3 == 0;
        }

        private static boolean ordinal(String word) {
            return word.equals("st")
                    || word.equals("nd")
                    || word.equals("rd")
                    || word.equals("th")
                    || word.equals("at");
        }
    }
}
