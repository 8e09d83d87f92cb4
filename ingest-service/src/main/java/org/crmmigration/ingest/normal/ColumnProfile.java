package org.crmmigration.ingest.normal;

import java.util.Locale;
import java.util.Optional;
import org.crmmigration.ingest.normal.ColumnCounts.Trait;

/**
 * What the cells of one column look like, counted while reading. A single cell often fits several readings
 * ({@code 03/04/2025}, {@code 1,234}); the column as a whole rarely does.
 */
public final class ColumnProfile {

    private final ColumnCounts counts;
    private boolean merged;
    private boolean torn;

    /** A column of which no cell was seen. */
    public ColumnProfile() {
        this(new ColumnCounts());
    }

    private ColumnProfile(ColumnCounts counts) {
        this.counts = counts;
    }

    /** Looks at a cell of a column that holds dates. */
    public void date(String text) {
        counts.count(Trait.FILLED);
        if (Dates.zoned(text)) {
            counts.count(Trait.ZONED);
        }
        order(text);
    }

    /** Looks at a cell of a column that holds amounts. */
    public void amount(String text) {
        counts.count(Trait.FILLED);
        int evidence = Amounts.commaEvidence(text);
        if (evidence != 0) {
            counts.count(evidence > 0 ? Trait.COMMA_DECIMAL : Trait.DOT_DECIMAL);
        }
    }

    /** Looks at a cell of a column that holds lists of names. */
    public void names(String text) {
        counts.count(Trait.FILLED);
        separators(text);
    }

    /** Looks at a cell of a column whose content is not known. */
    public void anything(String text) {
        counts.count(Trait.FILLED);
        counts.longest(text.length());
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
            counts.count(Trait.YES_NO);
        } else if (lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("www.")) {
            counts.count(Trait.URL);
        } else if (lower.indexOf('@') > 0 && Emails.valid(lower)) {
            counts.count(Trait.EMAIL);
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
        counts.count(whole ? Trait.WHOLE : Trait.DECIMAL);
        int evidence = Amounts.commaEvidence(text);
        if (evidence != 0) {
            counts.count(evidence > 0 ? Trait.COMMA_DECIMAL : Trait.DOT_DECIMAL);
        }
    }

    private void day(String text) {
        Optional<Stamp> stamp = text.length() < 6 ? Optional.empty() : Dates.parse(text, DateOrder.DAY_FIRST);
        if (stamp.isPresent() && !stamp.get().timed()) {
            counts.count(Trait.DAY);
            order(text);
        }
    }

    private void order(String text) {
        switch (Dates.evidence(text)) {
            case NONE -> {}
            case EITHER -> counts.count(Trait.EITHER_ORDER);
            case DAY_FIRST -> counts.count(Trait.DAY_FIRST);
            case MONTH_FIRST -> counts.count(Trait.MONTH_FIRST);
        }
    }

    private void separators(String text) {
        if (text.indexOf(';') >= 0) {
            counts.count(Trait.SEMICOLON);
        }
        if (text.indexOf('|') >= 0) {
            counts.count(Trait.BAR);
        }
        if (text.indexOf('\n') >= 0) {
            counts.count(Trait.LINE_BREAK);
        }
    }

    /** The order of day and month, when some cell decides it and none contradicts. */
    public Optional<DateOrder> dateOrder() {
        boolean day = counts.of(Trait.DAY_FIRST) > 0;
        boolean month = counts.of(Trait.MONTH_FIRST) > 0;
        if (day == month) {
            return Optional.empty();
        }
        return Optional.of(day ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST);
    }

    /** Whether some cells can only have the day first and others only the month. */
    public boolean contradictory() {
        return counts.of(Trait.DAY_FIRST) > 0 && counts.of(Trait.MONTH_FIRST) > 0;
    }

    /** Whether each file has one order of day and month, not necessarily the same as others. */
    private boolean orderly() {
        return merged ? !torn : !contradictory();
    }

    /** Whether some cells can be read in either order and no cell decides, or cells contradict each other. */
    public boolean orderUnknown() {
        return counts.of(Trait.EITHER_ORDER) > 0 && dateOrder().isEmpty();
    }

    /** Above 0 when more cells separate decimals by a comma, below 0 when more do by a dot. */
    public long decimalEvidence() {
        return counts.of(Trait.COMMA_DECIMAL) - counts.of(Trait.DOT_DECIMAL);
    }

    /** Whether the decimal separator is a comma. */
    public boolean commaDecimal() {
        return counts.of(Trait.COMMA_DECIMAL) > counts.of(Trait.DOT_DECIMAL);
    }

    /** What separates names: a semicolon or a bar where some cell has one, else a comma. */
    public char separator() {
        if (counts.of(Trait.SEMICOLON) > 0) {
            return ';';
        }
        if (counts.of(Trait.BAR) > 0) {
            return '|';
        }
        return counts.of(Trait.LINE_BREAK) > 0 ? '\n' : ',';
    }

    /** Cells that hold something. */
    public long filled() {
        return counts.of(Trait.FILLED);
    }

    /** Whether some date does not say how far it is from Greenwich. */
    public boolean zoneless() {
        return counts.of(Trait.FILLED) > counts.of(Trait.ZONED);
    }

    /** The longest cell's length in characters. */
    public long longest() {
        return counts.of(Trait.LONGEST);
    }

    /** Whether every cell is a day, in whatever order. */
    public boolean allDays() {
        return counts.of(Trait.FILLED) > 0 && counts.of(Trait.DAY) == counts.of(Trait.FILLED);
    }

    /** What all cells look like: {@code date}, {@code whole}, {@code decimal}, {@code yes_no}, {@code email}, {@code url}, else {@code text}. */
    public String looks() {
        long filled = counts.of(Trait.FILLED);
        if (filled == 0) {
            return "text";
        }
        if (counts.of(Trait.DAY) == filled && orderly()) {
            return "date";
        }
        if (counts.of(Trait.WHOLE) == filled) {
            return "whole";
        }
        if (counts.of(Trait.WHOLE) + counts.of(Trait.DECIMAL) == filled) {
            return "decimal";
        }
        if (counts.of(Trait.YES_NO) == filled) {
            return "yes_no";
        }
        if (counts.of(Trait.EMAIL) == filled) {
            return "email";
        }
        return counts.of(Trait.URL) == filled ? "url" : "text";
    }

    /** Whether some cell has a line break. */
    public boolean multiLine() {
        return counts.of(Trait.LINE_BREAK) > 0;
    }

    /** Adds what another file's column of the same name looks like. */
    public void add(ColumnProfile other) {
        counts.add(other.counts);
        merged = true;
        torn = torn || other.contradictory();
    }

    /** A text that {@link #decode} reads. */
    public String encode() {
        return counts.encode();
    }

    /** Reads what {@link #encode} wrote. */
    public static ColumnProfile decode(String text) {
        return new ColumnProfile(ColumnCounts.decode(text));
    }
}
