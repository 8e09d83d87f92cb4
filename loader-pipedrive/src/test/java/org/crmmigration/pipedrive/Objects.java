package org.crmmigration.pipedrive;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/** Objects and a schema for tests of pure functions. */
final class Objects {

    static final String KEY_CODE = code('0');

    private Objects() {}

    /** A field code made of one hexadecimal digit. */
    static String code(char digit) {
        return String.valueOf(digit).repeat(40);
    }

    static LiveSchema schema() {
        Map<String, FieldDef> fields = new LinkedHashMap<>();
        put(fields, new FieldDef(KEY_CODE, "Migration key", "varchar", true, Map.of()));
        put(fields, new FieldDef(Entity.LABELS, "Labels", "set", false, Map.of("Customer", 1L, "VIP", 2L)));
        String[] types = {"varchar", "text", "double", "monetary", "date", "time", "enum", "set", "address", "phone"};
        for (int i = 0; i < types.length; i++) {
            Map<String, Long> options = i == 6 || i == 7 ? Map.of("Gold", 11L, "Silver", 12L) : Map.of();
            put(fields, new FieldDef(typed(types[i]), "A " + types[i], types[i], true, options));
        }
        Map<Entity, Map<String, FieldDef>> all =
                Map.of(Entity.PERSON, fields, Entity.ORGANIZATION, fields, Entity.DEAL, fields);
        return new LiveSchema(
                all, Map.of("owner@example.org", 7L), Set.of(), Map.of("meeting", "meeting", "call", "call"));
    }

    private static void put(Map<String, FieldDef> fields, FieldDef field) {
        fields.put(field.code(), field);
    }

    /** The code of the field that has a type. */
    static String typed(String type) {
        return (type + "0".repeat(40)).substring(0, 40);
    }

    static ObjectToWrite object(String type, Map<String, Value> fields) {
        Map<ObjectKey, String> ids = new LinkedHashMap<>();
        for (String entity : new String[] {"person", "organization", "deal"}) {
            for (String fieldType : new String[] {
                "varchar", "text", "double", "monetary", "date", "time", "enum", "set", "address", "phone"
            }) {
                ids.put(new ObjectKey("field", "field:" + entity + ":" + fieldType), typed(fieldType));
            }
        }
        ids.put(new ObjectKey("organization", "company:1"), "70");
        ids.put(new ObjectKey("person", "contact:1"), "80");
        ids.put(new ObjectKey("pipeline", "pipeline:1"), "3");
        ids.put(new ObjectKey("stage", "pipeline:1#1"), "31");
        return new ObjectToWrite(new ObjectKey(type, "x:1"), "acme:" + type + ":x:1", fields, ids);
    }

    static Value reference(String type, String sourceKey) {
        return new Value.Reference(new ObjectKey(type, sourceKey));
    }
}
