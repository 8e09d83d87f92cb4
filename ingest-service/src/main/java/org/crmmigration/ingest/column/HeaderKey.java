package org.crmmigration.ingest.column;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A header reduced to what is compared: {@code Buyer_ZIP}, {@code buyer zip} and {@code BuyerZip} are the same.
 *
 * @param compact letters and digits in lower case
 * @param currencyCode the three letters of a suffix such as {@code (USD)}
 */
record HeaderKey(String compact, @Nullable String currencyCode) {

    /** Reduces a header cell. */
    static HeaderKey of(String header) {
        String text =
                Normalizer.normalize(visible(header), Normalizer.Form.NFKC).strip();
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        String currency = suffix(text);
        if (currency != null) {
            text = text.substring(0, text.length() - 5);
        }
        return new HeaderKey(lettersAndDigits(text), currency);
    }

    Optional<String> currency() {
        return Optional.ofNullable(currencyCode);
    }

    private static @Nullable String suffix(String text) {
        int length = text.length();
        if (length < 6 || text.charAt(length - 5) != '(' || text.charAt(length - 1) != ')') {
            return null;
        }
        String code = text.substring(length - 4, length - 1);
        return code.chars().allMatch(c -> c < 128 && Character.isLetter(c)) ? code.toUpperCase(Locale.ROOT) : null;
    }

    private static String visible(String header) {
        StringBuilder out = new StringBuilder(header.length());
        header.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String lettersAndDigits(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
