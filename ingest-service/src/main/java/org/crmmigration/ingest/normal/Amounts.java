package org.crmmigration.ingest.normal;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers and amounts with the separators, symbols and signs that exports and spreadsheets use. */
public final class Amounts {

    private Amounts() {}

    /** What a cell says about its decimal separator: 1 for a comma, -1 for a dot, 0 for neither. */
    public static int commaEvidence(String text) {
        int comma = text.lastIndexOf(',');
        int dot = text.lastIndexOf('.');
        if (comma >= 0 && dot >= 0) {
            return comma > dot ? 1 : -1;
        }
        if (comma >= 0) {
            return digitsAfter(text, comma) == 3 || text.indexOf(',') != comma ? 0 : 1;
        }
        return dot < 0 || digitsAfter(text, dot) == 3 || text.indexOf('.') != dot ? 0 : -1;
    }

    /**
     * The number.
     *
     * @param commaDecimal whether the column's decimal separator is a comma
     */
    public static Optional<BigDecimal> parse(String text, boolean commaDecimal) {
        boolean negative = text.startsWith("(") && text.endsWith(")");
        StringBuilder digits = new StringBuilder(text.length());
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= '0' && c <= '9') || c == ',' || c == '.') {
                digits.append(c);
            } else if (c == '-' || c == '\u2212') {
                negative = true;
            } else if (Character.isLetter(c)) {
                letters++;
            } else if (c == '/' || c == ':') {
                return Optional.empty();
            }
        }
        if (digits.isEmpty() || letters > 3 || digits.length() > 24) {
            return Optional.empty();
        }
        return number(digits.toString(), commaDecimal).map(negative ? BigDecimal::negate : number -> number);
    }

    private static Optional<BigDecimal> number(String digits, boolean commaDecimal) {
        char decimal = decimal(digits, commaDecimal);
        StringBuilder plain = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == decimal) {
                plain.append('.');
            } else if (c != ',' && c != '.') {
                plain.append(c);
            }
        }
        try {
            return Optional.of(new BigDecimal(plain.toString()));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** The character that separates decimals, or 0 when there are none. */
    private static char decimal(String digits, boolean commaDecimal) {
        int comma = digits.lastIndexOf(',');
        int dot = digits.lastIndexOf('.');
        if (comma >= 0 && dot >= 0) {
            return comma > dot ? ',' : '.';
        }
        char only = comma >= 0 ? ',' : '.';
        int at = Math.max(comma, dot);
        if (at < 0 || digits.indexOf(only) != at) {
            return 0;
        }
        boolean groups = digitsAfter(digits, at) == 3 && at <= 3 && at > 0;
        boolean expected = (only == ',') == commaDecimal;
        return groups && !expected ? 0 : only;
    }

    private static int digitsAfter(String text, int index) {
        int end = index + 1;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end - index - 1;
    }
}
