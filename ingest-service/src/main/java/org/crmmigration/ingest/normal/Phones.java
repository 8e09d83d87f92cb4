package org.crmmigration.ingest.normal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers in E.164. A number that starts with + says its country itself; else the dial code column, then the
 * contact's country, the country of its address on the network, and the migration's region decide, in this order.
 */
public final class Phones {

    private static final int NORTH_AMERICAN_WRITTEN = 14;
    private static final int LONGEST_CODE = 999;
    /** Some countries make shorter numbers possible; none of them reaches a person from abroad. */
    private static final int SHORTEST = 6;

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private Phones() {}

    /**
     * The number in E.164.
     *
     * @param dialCode such as {@code +1}, {@code 001} or {@code 1}; may be empty
     * @param regions two-letter country codes, the likeliest first
     */
    public static Optional<String> e164(String number, String dialCode, List<String> regions) {
        if (number.startsWith("+") || number.startsWith("00")) {
            String international = number.startsWith("+") ? number : "+" + number.substring(2);
            return parse(international, null);
        }
        if (digits(dialCode) > LONGEST_CODE) { // such as 1242: a dial code with the area behind it
            return parse("+" + digits(dialCode) + number, null);
        }
        Optional<String> region = region(dialCode, regions);
        return region.isPresent() ? parse(number, region.get()) : Optional.empty();
    }

    private static Optional<String> region(String dialCode, List<String> regions) {
        int code = digits(dialCode);
        if (code == 0) {
            return regions.stream().findFirst();
        }
        List<String> candidates = NUMBERS.getRegionCodesForCountryCode(code);
        return regions.stream()
                .filter(candidates::contains)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    /**
     * Ten digits as they are written in North America, not beginning with 0 or 1; the general
     * parser takes many times as long to come to the same.
     */
    private static Optional<String> northAmerican(String number, @Nullable String region) {
        if (region == null
                || !(region.equals("US") || region.equals("CA"))
                || number.length() > NORTH_AMERICAN_WRITTEN) {
            return Optional.empty();
        }
        StringBuilder e164 = new StringBuilder("+1");
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '0' && c <= '9') {
                e164.append(c);
            } else if (" -.".indexOf(c) < 0 || e164.length() == 2) {
                return Optional.empty();
            }
        }
        boolean plain =
                e164.length() == 12 && e164.charAt(2) > '1' && Character.isDigit(number.charAt(number.length() - 1));
        return plain ? Optional.of(e164.toString()) : Optional.empty();
    }

    private static Optional<String> parse(String number, @Nullable String region) {
        Optional<String> quick = northAmerican(number, region);
        if (quick.isPresent()) {
            return quick;
        }
        try {
            PhoneNumber parsed = NUMBERS.parse(number, region);
            return NUMBERS.isPossibleNumber(parsed)
                    ? Optional.of(NUMBERS.format(parsed, PhoneNumberFormat.E164))
                            .filter(e164 -> e164.length() > SHORTEST)
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    private static int digits(String dialCode) {
        int code = 0;
        for (int i = 0; i < dialCode.length(); i++) {
            char c = dialCode.charAt(i);
            if (c == '.') {
                return code;
            } else if (c >= '0' && c <= '9' && code < 10_000) {
                code = code * 10 + (c - '0');
            }
        }
        return code;
    }
}
