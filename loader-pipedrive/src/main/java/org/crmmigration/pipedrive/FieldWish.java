package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.ReadBack.Verdict;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a {@code field} command asks for.
 *
 * @param options labels, for enum and set; one of labels that differ in letter case only
 */
record FieldWish(Entity entity, String name, String type, List<String> options) {

    private static final Set<String> TYPES = Set.of(
            "varchar",
            "varchar_auto",
            "text",
            "double",
            "monetary",
            "date",
            "time",
            "enum",
            "set",
            "user",
            "org",
            "people",
            "phone",
            "address");
    private static final Set<String> NAMES = Set.of("entity", "name", "type", "options");

    static FieldWish of(ObjectToWrite object) {
        Map<String, Value> fields = object.fields();
        for (String name : fields.keySet()) {
            if (!NAMES.contains(name)) {
                throw refused(name, "is no part of a field's definition");
            }
        }
        String type = text(fields, "type");
        if (!TYPES.contains(type)) {
            throw refused("type", "is none that can be loaded");
        }
        List<String> options = fields.get("options") instanceof Value.Texts texts ? distinct(texts.texts()) : List.of();
        return new FieldWish(
                Entity.named(text(fields, "entity")), text(fields, "name").strip(), type, options);
    }

    ObjectNode written() {
        ObjectNode written = Json.object().put("entity", entity.word());
        written.put("field_name", name).put("field_type", type);
        ArrayNode labels = written.putArray("options");
        options.forEach(labels::add);
        return written;
    }

    ReadBack compare(String crmId, FieldDef field) {
        boolean complete = options.stream().allMatch(label -> field.optionId(label) != null);
        return new ReadBack(
                crmId,
                true,
                List.of(
                        check("name", field.name().equals(name), "the field has another name"),
                        check("type", field.type().equals(type), "the field has another type"),
                        check("options", complete, "options are missing")));
    }

    private static FieldCheck check(String field, boolean equal, String reason) {
        return equal ? new FieldCheck(field, Verdict.EQUAL, "") : new FieldCheck(field, Verdict.DIFFERENT, reason);
    }

    static List<String> labels(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    static List<String> distinct(List<String> labels) {
        Set<String> seen = new HashSet<>();
        List<String> distinct = new ArrayList<>();
        labels.stream().filter(label -> seen.add(FieldDef.fold(label))).forEach(distinct::add);
        return distinct;
    }

    private static String text(Map<String, Value> fields, String name) {
        Value value = fields.get(name);
        if (!(value instanceof Value.Text text) || text.text().isBlank()) {
            throw refused(name, "is missing");
        }
        return ValueText.readable(text);
    }

    static CrmFault.Rejected refused(String field, String reason) {
        return new CrmFault.Rejected(new Detail("validation", field + " " + reason, null, null, field));
    }
}
