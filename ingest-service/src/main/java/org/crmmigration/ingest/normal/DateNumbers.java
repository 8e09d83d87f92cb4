package org.crmmigration.ingest.normal;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The numbers and words of a cell that may hold a date, found in one pass. */
final class DateNumbers {

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

    static DateNumbers of(String text) {
        DateNumbers numbers = new DateNumbers();
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

    /** How many numbers there are. */
    int count() {
        return count;
    }

    /** How many words there are. */
    int words() {
        return words;
    }

    /** Words that belong to a time of day or name a zone. */
    int timeWords() {
        return timeWords;
    }

    /** Words that belong to no date. */
    int otherWords() {
        return otherWords;
    }

    /** The month that is named, from 1, or 0. */
    int month() {
        return month;
    }

    /** 0 before noon, 1 after it, -1 when the cell does not say. */
    int half() {
        return half;
    }

    /** The hours from Greenwich of a zone's abbreviation. */
    static Optional<Integer> zone(String word) {
        return Optional.ofNullable(ZONES.get(word));
    }

    int at(int index) {
        return values[index];
    }

    /** A year of two digits lies between 1940, where birthdays are, and 2039. */
    int year(int index) {
        if (lengths[index] > 2) {
            return values[index];
        }
        return (values[index] < 40 ? 2000 : 1900) + values[index];
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
        return word.equals("st") || word.equals("nd") || word.equals("rd") || word.equals("th") || word.equals("at");
    }
}
