package org.crmmigration.sandbox.pipedrive;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Store;
import org.crmmigration.sandbox.Table;
import tools.jackson.databind.node.ObjectNode;

/** The fields of each kind of record, parsed once for each change of them. Used under the store's lock. */
final class FieldCatalog {

    private final Store store;
    private final Map<String, Cached> cache = new ConcurrentHashMap<>();

    FieldCatalog(Store store) {
        this.store = store;
    }

    /**
     * A field that is not deleted.
     *
     * @param options id to label; for fields without options empty
     */
    record Field(long id, String code, String type, boolean custom, Map<Long, String> options) {

        /** Only these types are searchable. */
        boolean searchable() {
            return SEARCHABLE.contains(type);
        }

        private static final Set<String> SEARCHABLE =
                Set.of("address", "varchar", "text", "varchar_auto", "double", "monetary", "phone");
    }

    private record Cached(long version, Map<String, Field> custom, Map<Long, String> labels) {}

    /** Custom fields by code, in the order they were made. */
    Map<String, Field> custom(String fieldsTable) {
        return cached(fieldsTable).custom();
    }

    /** The labels that records of this kind can carry. */
    Map<Long, String> labels(String fieldsTable) {
        return cached(fieldsTable).labels();
    }

    /** Custom fields of the whole company. */
    int customCount() {
        Set<String> codes = new HashSet<>();
        for (String table : new String[] {"personFields", "organizationFields", "dealFields", "productFields"}) {
            codes.addAll(custom(table).keySet());
        }
        return codes.size();
    }

    private Cached cached(String fieldsTable) {
        Table table = store.table(fieldsTable);
        Cached cached = cache.get(fieldsTable);
        if (cached == null || cached.version() != table.version()) {
            cached = read(table);
            cache.put(fieldsTable, cached);
        }
        return cached;
    }

    private static Cached read(Table table) {
        Map<String, Field> custom = new LinkedHashMap<>();
        Map<Long, String> labels = Map.of();
        for (String text : table.rows().values()) {
            ObjectNode row = Json.parseObject(text);
            Field field = field(row);
            if (field.custom() && !Account.isDeleted(row)) {
                custom.put(field.code(), field);
            } else if (field.code().equals("label_ids")) {
                labels = field.options();
            }
        }
        return new Cached(table.version(), custom, labels);
    }

    private static Field field(ObjectNode row) {
        Map<Long, String> options = new LinkedHashMap<>();
        row.path("options").forEach(option -> {
            if (option.path("id").isIntegralNumber()) {
                options.put(option.path("id").asLong(), option.path("label").asString());
            }
        });
        return new Field(
                row.path("id").asLong(),
                Json.text(row, "field_code"),
                Json.text(row, "field_type"),
                row.path("is_custom_field").asBoolean(false),
                options);
    }
}
