package org.crmmigration.sandbox.pipedrive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Store;
import org.crmmigration.sandbox.pipedrive.FieldCatalog.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What search reads of a record: its texts, each with the group that {@code fields=} names and the key of its field. */
final class SearchTexts {

    private static final Map<String, String> FIELDS_TABLES = Map.of(
            "persons", "personFields",
            "organizations", "organizationFields",
            "deals", "dealFields",
            "products", "productFields");

    private final Store store;
    private final FieldCatalog catalog;

    SearchTexts(Store store, FieldCatalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    /** One searchable value. */
    record Text(String group, String key, String value) {}

    static boolean covers(String table) {
        return FIELDS_TABLES.containsKey(table);
    }

    /** The record as it is stored; the same text, not a copy. */
    String stored(String table, long id) {
        String text = store.table(table).text(id);
        return text == null ? "{}" : text;
    }

    List<Text> of(String table, ObjectNode row) {
        List<Text> texts = new ArrayList<>();
        add(texts, table.equals("deals") ? "title" : "name", row);
        add(texts, "code", row);
        texts.addAll(items(row, "emails", "email"));
        texts.addAll(items(row, "phones", "phone"));
        String address = Json.text(row.path("address"), "value");
        if (!address.isEmpty()) {
            texts.add(new Text("address", "address", address));
        }
        custom(texts, FIELDS_TABLES.getOrDefault(table, ""), row.path("custom_fields"));
        notes(texts, table, row.path("id").asLong());
        return texts;
    }

    private static void add(List<Text> texts, String member, JsonNode row) {
        String value = Json.text(row, member);
        if (!value.isEmpty()) {
            texts.add(new Text(member, member, value));
        }
    }

    private static List<Text> items(JsonNode row, String member, String group) {
        List<Text> texts = new ArrayList<>();
        row.path(member).forEach(item -> texts.add(new Text(group, group, Json.text(item, "value"))));
        return texts;
    }

    private void custom(List<Text> texts, String fieldsTable, JsonNode values) {
        Map<String, Field> fields = catalog.custom(fieldsTable);
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            Field field = fields.get(value.getKey());
            if (field != null && field.searchable()) {
                JsonNode node = value.getValue().isObject() ? value.getValue().path("value") : value.getValue();
                texts.add(new Text("custom_fields", field.code(), node.asString()));
            }
        }
    }

    private void notes(List<Text> texts, String table, long id) {
        String link = switch (table) {
            case "persons" -> "person_id";
            case "organizations" -> "org_id";
            case "deals" -> "deal_id";
            default -> "";
        };
        for (long note : store.table("notes").linked(link, Long.toString(id))) {
            ObjectNode row = store.table("notes").get(note);
            if (row != null && !Account.isDeleted(row)) {
                texts.add(new Text("notes", "notes", Json.text(row, "content")));
            }
        }
    }
}
