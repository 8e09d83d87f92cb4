package org.crmmigration.ingest.normal;

import java.util.Locale;
import java.util.Optional;

/**
 * What the cells of one column look like, counted while reading. A single cell often fits several readings
 * ({@code 03/04/2025}, {@code 1,234}); the column as a whole rarely does.
 */
public final class ColumnProfile {

    // What is counted; the numbers are places in the encoded form.
    private static final int FILLED = 0;
    private static final int LONGEST = 1;
    private static final int DAY_FIRST = 2;
    private static final int MONTH_FIRST = 3;
    private static final int EITHER_ORDER = 4;
    private static final int COMMA_DECIMAL = 5;
    private static final int DOT_DECIMAL = 6;
    private static final int SEMICOLON = 7;
    private static final int BAR = 8;
    private static final int LINE_BREAK = 9;
    private static final int WHOLE = 10;
    private static final int DECIMAL = 11;
    private static final int DAY = 12;
    private static final int YES_NO = 13;
    private static final int EMAIL = 14;
    private static final int URL = 15;

    private final long[] counts = new long[URL + 1];

    /** Looks at a cell of a column that holds dates. */
    public void date(String text) {
        count(FILLED);
        order(text);
    }

    /** Looks at a cell of a column that holds amounts. */
    public void amount(String text) {
        count(FILLED);
        int evidence = Amounts.commaEvidence(text);
        if (evidence != 0) {
            count(evidence > 0 ? COMMA_DECIMAL : DOT_DECIMAL);
        }
    }

    /** Looks at a cell of a column that holds lists of names. */
    public void names(String text) {
        count(FILLED);
        separators(text);
    }

    /** Looks at a cell of a column whose content is not known. */
    public void anything(String text) {
        count(FILLED);
        counts[LONGEST] = Math.max(counts[LONGEST], text.length());
        separators(text);
        if (text.length() <= 40 && text.indexOf('\n') < 0) {
            shapes(text);
        }
    }

    private void shapes(String text) {
        char first = text.charAt(0);
        boolean digit = first >= '0' && first <= '9';
        if (digit || first == '-' || first == '.' || first == '+') {
            number(text);
        }
        if (digit || Character.isLetter(first)) {
            day(text);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("yes") || lower.equals("no") || lower.equals("true") || lower.equals("false")) {
            count(YES_NO);
        } else if (lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("www.")) {
            count(URL);
        } else if (lower.indexOf('@') > 0 && Emails.valid(lower)) {
            count(EMAIL);
        }
    }

    private void number(String text) {
        boolean code = text.length() > 1 && text.charAt(0) == '0' && Character.isDigit(text.charAt(1));
        boolean plain = text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '-');
        if (code
                || !plain
                || text.lastIndexOf('-') > 0
                || Amounts.parse(text, false).isEmpty()) {
            return;
        }
        boolean whole = text.indexOf('.') < 0 && text.indexOf(',') < 0 && text.length() <= 15;
        count(whole ? WHOLE : DECIMAL);
        int evidence = Amounts.commaEvidence(text);
        if (evidence != 0) {
            count(evidence > 0 ? COMMA_DECIMAL : DOT_DECIMAL);
        }
    }

    private void day(String text) {
        Optional<Stamp> stamp = text.length() < 6 ? Optional.empty() : Dates.parse(text, DateOrder.DAY_FIRST);
        if (stamp.isPresent() && !stamp.get().timed()) {
            count(DAY);
            order(text);
        }
    }

    private void order(String text) {
        switch (Dates.evidence(text)) {
            case NONE -> {}
            case EITHER -> count(EITHER_ORDER);
            case DAY_FIRST -> count(DAY_FIRST);
            case MONTH_FIRST -> count(MONTH_FIRST);
        }
    }

    private void separators(String text) {
        if (text.indexOf(';') >= 0) {
            count(SEMICOLON);
        }
        if (text.indexOf('|') >= 0) {
            count(BAR);
        }
        if (text.indexOf('\n') >= 0) {
            count(LINE_BREAK);
        }
    }

    /** The order of day and month, when some cell decides it and none contradicts. */
    public Optional<DateOrder> dateOrder() {
        boolean day = of(DAY_FIRST) > 0;
        boolean month = of(MONTH_FIRST) > 0;
        if (day == month) {
            return Optional.empty();
        }
        return Optional.of(day ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST);
    }

    /** Whether some cells can only have the day first and others only the month. */
    public boolean contradictory() {
        return of(DAY_FIRST) > 0 && of(MONTH_FIRST) > 0;
    }

    /** Whether some cells can be read in either order and no cell decides, or cells contradict each other. */
    public boolean orderUnknown() {
        return of(EITHER_ORDER) > 0 && dateOrder().isEmpty();
    }

    /** Above 0 when more cells separate decimals by a comma, below 0 when more do by a dot. */
    public long decimalEvidence() {
        return of(COMMA_DECIMAL) - of(DOT_DECIMAL);
    }

    /** Whether the decimal separator is a comma. */
    public boolean commaDecimal() {
        return of(COMMA_DECIMAL) > of(DOT_DECIMAL);
    }

    /** What separates names: a semicolon or a bar where some cell has one, else a comma. */
    public char separator() {
        if (of(SEMICOLON) > 0) {
            return ';';
        }
        if (of(BAR) > 0) {
            return '|';
        }
        return of(LINE_BREAK) > 0 ? '\n' : ',';
    }

    /** Cells that hold something. */
    public long filled() {
        return of(FILLED);
    }

    /** The longest cell's length in characters. */
    public long longest() {
        return of(LONGEST);
    }

    /** Whether every cell is a day, in whatever order. */
    public boolean allDays() {
        return of(FILLED) > 0 && of(DAY) == of(FILLED);
    }

    /** What all cells look like: {@code date}, {@code whole}, {@code decimal}, {@code yes_no}, {@code email}, {@code url}, else {@code text}. */
    public String looks() {
        long filled = of(FILLED);
        if (filled == 0) {
            return "text";
        }
        if (of(DAY) == filled && (of(DAY_FIRST) == 0 || of(MONTH_FIRST) == 0)) {
            return "date";
        }
        if (of(WHOLE) == filled) {
            return "whole";
        }
        if (of(WHOLE) + of(DECIMAL) == filled) {
            return "decimal";
        }
        if (of(YES_NO) == filled) {
            return "yes_no";
        }
        if (of(EMAIL) == filled) {
            return "email";
        }
        return of(URL) == filled ? "url" : "text";
    }

    /** Whether some cell has a line break. */
    public boolean multiLine() {
        return of(LINE_BREAK) > 0;
    }

    /** Adds what another file's column of the same name looks like. */
    public void add(ColumnProfile other) {
        long longest = Math.max(longest(), other.longest());
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        counts[LONGEST] = longest;
    }

    /** A text that {@link #decode} reads. */
    public String encode() {
        StringBuilder out = new StringBuilder();
        for (long count : counts) {
            out.append(count).append(' ');
        }
        return out.toString();
    }

    /** Reads what {@link #encode} wrote. */
    public static ColumnProfile decode(String text) {
        ColumnProfile profile = new ColumnProfile();
        int from = 0;
        for (int i = 0; i < profile.counts.length; i++) {
            int end = text.indexOf(' ', from);
            profile.counts[i] = Long.parseLong(text.substring(from, end));
            from = end + 1;
        }
        return profile;
    }

    private void count(int trait) {
        counts[trait]++;
    }

    private long of(int trait) {
        return counts[trait];
    }
}
