package org.crmmigration.ingest.normal;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries by English name, by two or three letters (ISO 3166-1), by common other names. */
public final class Countries {

    private static final Map<String, Country> BY_KEY = table();
    private static final Recent<Optional<Country>> RECENT =
            new Recent<>(text -> Optional.ofNullable(BY_KEY.get(key(text))));

    private Countries() {}

    /**
     * A country.
     *
     * @param name in English
     * @param code two letters
     */
    public record Country(String name, String code) {}

    /** The country a text names. */
    public static Optional<Country> of(String text) {
        return RECENT.of(text);
    }

    private static Map<String, Country> table() {
        Map<String, Country> table = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale locale = Locale.of("", code);
            Country country = new Country(locale.getDisplayCountry(Locale.ENGLISH), code);
            table.put(key(country.name()), country);
            table.put(key(code), country);
            table.put(key(locale.getISO3Country()), country);
        }
        Map.ofEntries(
                        Map.entry("United States of America", "US"),
                        Map.entry("U.S.", "US"),
                        Map.entry("America", "US"),
                        Map.entry("Great Britain", "GB"),
                        Map.entry("England", "GB"),
                        Map.entry("Scotland", "GB"),
                        Map.entry("Wales", "GB"),
                        Map.entry("Northern Ireland", "GB"),
                        Map.entry("UK", "GB"),
                        Map.entry("Holland", "NL"),
                        Map.entry("The Netherlands", "NL"),
                        Map.entry("Czech Republic", "CZ"),
                        Map.entry("Turkey", "TR"),
                        Map.entry("Russian Federation", "RU"),
                        Map.entry("Korea", "KR"),
                        Map.entry("Republic of Korea", "KR"),
                        Map.entry("Korea, Republic of", "KR"),
                        Map.entry("Viet Nam", "VN"),
                        Map.entry("UAE", "AE"),
                        Map.entry("Hong Kong", "HK"),
                        Map.entry("Macau", "MO"),
                        Map.entry("Macedonia", "MK"),
                        Map.entry("Ivory Coast", "CI"),
                        Map.entry("Burma", "MM"),
                        Map.entry("Swaziland", "SZ"),
                        Map.entry("Cape Verde", "CV"),
                        Map.entry("Iran, Islamic Republic of", "IR"),
                        Map.entry("Tanzania, United Republic of", "TZ"),
                        Map.entry("Venezuela, Bolivarian Republic of", "VE"),
                        Map.entry("Bolivia, Plurinational State of", "BO"),
                        Map.entry("Moldova, Republic of", "MD"),
                        Map.entry("Taiwan, Province of China", "TW"),
                        Map.entry("Deutschland", "DE"),
                        Map.entry("España", "ES"),
                        Map.entry("Brasil", "BR"),
                        Map.entry("Österreich", "AT"))
                .forEach((name, code) ->
                        table.put(key(name), new Country(Locale.of("", code).getDisplayCountry(Locale.ENGLISH), code)));
        return table;
    }

    private static String key(String text) {
        StringBuilder out = new StringBuilder(text.length());
        String plain = ascii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetter(c)) {
                out.append(Character.toLowerCase(c));
            } else if (c == '&') {
                out.append("and");
            }
        }
        return out.toString();
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
