package org.crmmigration.ingest.normal;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cells as text: visible characters, NFC, without surrounding blanks; the many ways of saying "nothing". */
public final class Cells {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s_-]+");
    private static final Recent<String> WORDS = new Recent<>(Cells::plainWord);

    private Cells() {}

    /** The cell's text, empty when it says nothing. */
    public static Optional<String> text(String cell) {
        String clean = clean(cell);
        return nothing(clean) ? Optional.empty() : Optional.of(clean);
    }

    /** A name's text, entities of web pages decoded; people are called Null and None. */
    public static Optional<String> name(String cell) {
        String clean = Entities.decode(clean(cell));
        return clean.isEmpty() || clean.equalsIgnoreCase("n/a") ? Optional.empty() : Optional.of(clean);
    }

    /** The cell without surrounding blanks, invisible and control characters, in NFC. */
    public static String clean(String cell) {
        int length = cell.length();
        if (length == 0) {
            return cell;
        }
        for (int i = 0; i < length; i++) {
            char c = cell.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && (i == 0 || i == length - 1))) {
                return thorough(cell);
            }
        }
        return cell;
    }

    /** A word as it is looked up: in lower case, with one blank for what separates its parts, without a dot at its end. */
    public static String word(String text) {
        return WORDS.of(text);
    }

    private static String plainWord(String text) {
        String plain = SEPARATORS
                .matcher(clean(text).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** Whether a cleaned text is one of the ways of saying "nothing". */
    public static boolean nothing(String clean) {
        return switch (clean.length()) {
            case 0 -> true;
            case 1 -> clean.charAt(0) == '-';
            case 3 -> clean.equalsIgnoreCase("n/a");
            case 4 ->
                clean.equalsIgnoreCase("null") || clean.equalsIgnoreCase("none") || clean.equalsIgnoreCase("#n/a");
            case 9 -> clean.equalsIgnoreCase("undefined");
            default -> zeroDate(clean);
        };
    }

    /** A date of nothing but zeros, such as {@code 0000-00-00 00:00:00} and {@code 00/00/0000}. */
    private static boolean zeroDate(String clean) {
        if (clean.length() < 10 || clean.charAt(0) != '0') {
            return false;
        }
        int separators = 0;
        for (int i = 0; i < 10; i++) {
            char c = clean.charAt(i);
            if (c == '-' || c == '/' || c == '.') {
                separators++;
            } else if (c != '0') {
                return false;
            }
        }
        return separators == 2;
    }

    /** A number that identifies something, without what spreadsheets and scripts put around it: {@code 7.0}, {@code ="7"}, {@code '7}. */
    public static String id(String text) {
        String plain = text;
        if (plain.startsWith("=\"") && plain.endsWith("\"") && plain.length() > 3) {
            plain = plain.substring(2, plain.length() - 1);
        } else if (plain.startsWith("'")) {
            plain = plain.substring(1);
        }
        int dot = plain.indexOf('.');
        if (dot > 0 && dot + 1 < plain.length() && zeros(plain, dot + 1)) {
            plain = plain.substring(0, dot);
        }
        return plain.length() < text.length() && figures(plain) ? plain : text;
    }

    private static boolean zeros(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    /** Whether there is nothing but figures. */
    public static boolean figures(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Whether a spreadsheet replaced a long number by its scientific notation, such as {@code 1.23E+11}. */
    public static boolean scientific(String text) {
        int at = Math.max(text.indexOf('E'), text.indexOf('e'));
        return at > 0 && text.indexOf('+') == at + 1 && Character.isDigit(text.charAt(0));
    }

    /** Whether the cell holds control characters other than line breaks and tabs. */
    public static boolean hasControls(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static String thorough(String cell) {
        StringBuilder out = new StringBuilder(cell.length());
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\n' || c == '\t') {
                out.append(c);
            } else if (c == '\r') {
                if (i + 1 == cell.length() || cell.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (c == '\u00a0') {
                out.append(' ');
            } else if (visible(c)) {
                out.append(c);
            }
        }
        return Normalizer.normalize(out, Normalizer.Form.NFC).strip();
    }

    private static boolean visible(char c) {
        return c >= ' ' && c != 0x7f && !(c >= 0x80 && c < 0xa0) && c != '\u200b' && c != '\u2060' && c != '\ufeff';
    }
}
