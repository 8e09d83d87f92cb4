package org.crmmigration.contract;

import java.util.Map;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/**
 * An object the CRM refuses.
 *
 * @param why for the test's name
 * @param field the logical field that the refusal names
 * @param secret a text within the object that no message may repeat
 */
public record Refused(String why, ObjectKey key, Map<String, Value> fields, String field, String secret) {

    /** Copies. */
    public Refused {
        fields = Map.copyOf(fields);
    }

    @Override
    public String toString() {
        return why;
    }
}
