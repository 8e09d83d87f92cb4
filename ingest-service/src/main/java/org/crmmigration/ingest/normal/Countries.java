package org.crmmigration.ingest.normal;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Countries by English name, by two or three letters (ISO 3166-1), by common other names. */
public final class Countries {

    /** Names of ISO 3166-1, which forms often list, where they are not the usual ones. */
    private static final Map<String, String> OFFICIAL = Map.ofEntries(
            Map.entry("Brunei Darussalam", "BN"),
            Map.entry("Burma (Myanmar)", "MM"),
            Map.entry("Myanmar (Burma)", "MM"),
            Map.entry("Cabo Verde", "CV"),
            Map.entry("Congo", "CG"),
            Map.entry("Republic of the Congo", "CG"),
            Map.entry("Congo, Republic of the", "CG"),
            Map.entry("Congo, The Democratic Republic of the", "CD"),
            Map.entry("Congo, Democratic Republic of the", "CD"),
            Map.entry("Democratic Republic of the Congo", "CD"),
            Map.entry("DR Congo", "CD"),
            Map.entry("Bonaire, Sint Eustatius and Saba", "BQ"),
            Map.entry("Cocos (Keeling) Islands", "CC"),
            Map.entry("East Timor", "TL"),
            Map.entry("Falkland Islands (Malvinas)", "FK"),
            Map.entry("Gambia, The", "GM"),
            Map.entry("The Gambia", "GM"),
            Map.entry("The Bahamas", "BS"),
            Map.entry("Bahamas, The", "BS"),
            Map.entry("Heard Island and McDonald Islands", "HM"),
            Map.entry("Holy See", "VA"),
            Map.entry("Holy See (Vatican City State)", "VA"),
            Map.entry("Hong Kong SAR China", "HK"),
            Map.entry("Macao SAR China", "MO"),
            Map.entry("Korea, Democratic People's Republic of", "KP"),
            Map.entry("Kosovo", "XK"),
            Map.entry("Lao People's Democratic Republic", "LA"),
            Map.entry("Lao PDR", "LA"),
            Map.entry("Libyan Arab Jamahiriya", "LY"),
            Map.entry("Macedonia, the former Yugoslav Republic of", "MK"),
            Map.entry("Micronesia, Federated States of", "FM"),
            Map.entry("Netherlands, The", "NL"),
            Map.entry("Palestine", "PS"),
            Map.entry("Palestine, State of", "PS"),
            Map.entry("Palestinian Territory", "PS"),
            Map.entry("Palestinian Territory, Occupied", "PS"),
            Map.entry("Pitcairn", "PN"),
            Map.entry("Saint Helena, Ascension and Tristan da Cunha", "SH"),
            Map.entry("Saint Martin (French part)", "MF"),
            Map.entry("Saint Vincent and the Grenadines", "VC"),
            Map.entry("St. Vincent and the Grenadines", "VC"),
            Map.entry("Sint Maarten (Dutch part)", "SX"),
            Map.entry("South Georgia and the South Sandwich Islands", "GS"),
            Map.entry("Syrian Arab Republic", "SY"),
            Map.entry("Trinidad", "TT"),
            Map.entry("United States Minor Outlying Islands", "UM"),
            Map.entry("USA (United States)", "US"),
            Map.entry("United Kingdom of Great Britain and Northern Ireland", "GB"),
            Map.entry("Virgin Islands, British", "VG"),
            Map.entry("Virgin Islands, U.S.", "VI"),
            Map.entry("US Virgin Islands", "VI"));

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
            Country country = new Country(name(code), code);
            table.put(key(country.name()), country);
            table.put(key(country.name().replace("St. ", "Saint ")), country);
            table.put(key(code), country);
            table.put(key(Locale.of("", code).getISO3Country()), country);
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
                .forEach((name, code) -> table.put(key(name), new Country(name(code), code)));
        OFFICIAL.forEach((name, code) -> table.put(key(name), new Country(name(code), code)));
        return table;
    }

    /** The English name that people use; Java's own says more than the name for some. */
    private static String name(String code) {
        return switch (code) {
            case "HK" -> "Hong Kong";
            case "MO" -> "Macao";
            case "MM" -> "Myanmar";
            default -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
        };
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
