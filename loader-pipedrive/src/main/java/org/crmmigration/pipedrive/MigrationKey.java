package org.crmmigration.pipedrive;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a migration key is carried: by people, organizations and deals in a custom field; by activities and notes, which
 * have none, in the last line of their text.
 */
final class MigrationKey {

    /** The custom field's name in every account. */
    static final String FIELD_NAME = "Migration key";

    private static final Pattern LAST_LINE = Pattern.compile(FIELD_NAME + ": ([^\\s<]+)");

    private MigrationKey() {}

    /** The HTML with the key as its last line. */
    static String append(String html, String key) {
        String line = FIELD_NAME + ": " + escape(key);
        return html.isBlank() ? line : html + "<br>" + line;
    }

    /** The key a text ends in, wherever a person's edit has moved that line. */
    static Optional<String> in(String html) {
        Matcher line = LAST_LINE.matcher(html.replace("&nbsp;", " "));
        String key = "";
        while (line.find()) {
            key = line.group(1);
        }
        return key.isEmpty() ? Optional.empty() : Optional.of(unescape(key));
    }

    private static String escape(String key) {
        return key.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String unescape(String key) {
        return key.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
