package org.crmmigration.ingest.normal;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers and amounts with the separators, symbols and signs that exports and spreadsheets use. */
public final class Amounts {

    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d{1,15}(?:[.,]\\d{1,15})?[eE][+-]?\\d{1,2}");
    /** A sign, letters of a currency or its symbol, the figures, letters or a symbol again, a sign again. */
    private static final Pattern PARTS = Pattern.compile(
            "(?:\\p{Sc}\\s*(?=\\())?(\\()?([-+\u2212])?\\s*([\\p{Sc}\\p{L}]{0,3})\\s*([-+\u2212])?\\s*(\\d[\\d., \u00a0\u202f'\u2019]*|[.,]\\d+)"
                    + "(-)?\\s*([\\p{Sc}\\p{L}]{0,3})\\s*(\\))?");

    private static final Pattern CODE = Pattern.compile("(?<!\\p{L})[A-Z]{3}(?!\\p{L})");

    private static final Pattern BLANK_GROUPS = Pattern.compile("(?<=\\d)[ \u00a0\u202f'\u2019](?=\\d{3}(?!\\d))");

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
        if (plain(text)) {
            return Optional.of(new BigDecimal(text));
        }
        if (SCIENTIFIC.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text.replace(',', '.')));
        }
        Matcher parts = text.length() > 40 ? PARTS.matcher("") : PARTS.matcher(text);
        if (!parts.matches() || (parts.group(1) == null) != (parts.group(8) == null)) {
            return Optional.empty();
        }
        String figures = BLANK_GROUPS.matcher(parts.group(5).strip()).replaceAll("");
        // The Swiss write 39.- for a round amount.
        boolean behind = parts.group(6) != null && !figures.endsWith(".") && !figures.endsWith(",");
        boolean negative = parts.group(1) != null || behind || minus(parts.group(2)) || minus(parts.group(4));
        return number(figures, commaDecimal).map(negative ? BigDecimal::negate : number -> number);
    }

    /** The currency that a cell itself names by three capital letters or by a sign that only one country uses. */
    public static Optional<String> currency(String text) {
        if (plain(text)) {
            return Optional.empty();
        }
        Matcher code = CODE.matcher(text);
        if (text.length() <= 40 && code.find()) {
            return Optional.of(code.group());
        }
        return text.indexOf('\u20ac') >= 0
                ? Optional.of("EUR")
                : text.indexOf('\u00a3') >= 0 ? Optional.of("GBP") : Optional.empty();
    }

    /** Digits with a dot and one or two decimals, as nearly all cells are. */
    private static boolean plain(String text) {
        int length = text.length();
        int dot = -1;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && dot < 0) {
                dot = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return length > 0 && length <= 18 && (dot < 0 || (dot > 0 && (length - dot == 3 || length - dot == 2)));
    }

    private static boolean minus(@Nullable String sign) {
        return sign != null && !sign.equals("+");
    }

    private static Optional<BigDecimal> number(String digits, boolean commaDecimal) {
        char decimal = decimal(digits, commaDecimal);
        StringBuilder plain = new StringBuilder(digits.length());
        int group = 0;
        boolean grouped = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            boolean point = c == decimal;
            if (point || c == ',' || c == '.') {
                if (grouped && (point ? group != 3 : group < 2 || group > 3)) {
                    return Optional.empty();
                }
                grouped = !point;
                group = 0;
                plain.append(point ? "." : "");
            } else if (c < '0' || c > '9') {
                return Optional.empty();
            } else {
                plain.append(c);
                group++;
            }
        }
        boolean torn = grouped && group != 3;
        return torn || plain.length() > 24 ? Optional.empty() : Optional.of(new BigDecimal(plain.toString()));
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
