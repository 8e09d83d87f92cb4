package org.crmmigration.loader.port;

import java.util.Map;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/**
 * What an object should look like, with its references resolved.
 *
 * @param key the object
 * @param migrationKey what every object we create carries in the CRM, for example {@code acme:person:contact:4711}
 * @param fields logical field names to values; a name starting with {@code field:} is the source key of a custom field's
 *     {@code field} object
 * @param ids crm ids of everything the fields refer to: {@link Value.Reference} targets, and for custom fields
 *     {@code field|<name>} to the key the account gave them
 */
public record ObjectToWrite(ObjectKey key, String migrationKey, Map<String, Value> fields, Map<ObjectKey, String> ids) {

    /** The object type of custom field definitions. */
    public static final String FIELD = "field";

    /** Prefix of logical names that denote custom fields. */
    public static final String CUSTOM_PREFIX = "field:";

    /** The id of a referenced object, known since the engine resolves before it calls. */
    public String id(ObjectKey target) {
        String id = ids.get(target);
        if (id == null) {
            throw new IllegalStateException("reference " + target + " of " + key + " was not resolved");
        }
        return id;
    }
}
