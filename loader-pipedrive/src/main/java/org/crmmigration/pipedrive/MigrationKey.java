package org.crmmigration.pipedrive;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.ObjectKey;

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

    /** The code of the custom field that carries the migration key. */
    static String fieldCode(Entity entity, ObjectToWrite object, LiveSchema schema) {
        String logical = ObjectToWrite.CUSTOM_PREFIX + entity.word() + ":migration_key";
        Map<ObjectKey, String> ids = object.ids();
        String known = ids.get(new ObjectKey(ObjectToWrite.FIELD, logical));
        if (known != null) {
            return known;
        }
        return schema.customField(entity, FIELD_NAME)
                .map(FieldDef::code)
                .orElseThrow(() -> new CrmFault.Rejected(new CrmFault.Detail(
                        "no-migration-key-field",
                        "the account has no custom field \"" + FIELD_NAME + "\" for " + entity.word()
                                + "s; without it nothing may be created, so run the vocabulary phase again",
                        null,
                        null,
                        logical)));
    }
}
