package org.crmmigration.loader.match;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.crmmigration.loader.port.ObjectToWrite;

/**
 * What a record may be known by; capitals do not matter, but in a migration key.
 *
 * @param migrationKey empty for a record that no migration made or took over
 * @param emails all of its addresses
 * @param website of which the host counts, without {@code www.}; empty when it has none
 * @param name empty when it has none
 */
public record Marks(String migrationKey, List<String> emails, String website, String name) {

    static final String KEY = "migration_key";

    /** Those of an object, of which {@code emails} and {@code email}, {@code website} and {@code name} tell. */
    public static Marks of(ObjectToWrite object) {
        List<String> emails = Stream.of("emails", "email", "email_2")
                .flatMap(field -> MatchRules.texts(object, field).stream())
                .toList();
        return new Marks(object.migrationKey(), emails, text(object, "website"), text(object, "name"));
    }

    /** All words by which the record is found: who carries a migration key is known by nothing else. */
    List<String> words() {
        return migrationKey.isEmpty()
                ? Stream.of("email", "domain", "name")
                        .flatMap(rule -> words(rule).stream())
                        .toList()
                : words(KEY);
    }

    /** The words by which a rule looks. */
    List<String> words(String rule) {
        List<String> words = new ArrayList<>();
        switch (rule) {
            case KEY -> words.add(rule + ":" + migrationKey);
            case "email" -> emails.forEach(email -> add(words, rule, email));
            case "domain" -> add(words, rule, host(website));
            case "name" -> add(words, rule, name);
            default -> throw new IllegalArgumentException("no records are known by " + rule);
        }
        return words;
    }

    private static void add(List<String> words, String rule, String text) {
        if (!text.isBlank()) {
            words.add(rule + ":" + text.strip().toLowerCase(Locale.ROOT));
        }
    }

    private static String host(String website) {
        String text = website.strip();
        try {
            String host =
                    URI.create(text.contains("//") ? text : "https://" + text).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static String text(ObjectToWrite object, String field) {
        return String.join(" ", MatchRules.texts(object, field));
    }
}
