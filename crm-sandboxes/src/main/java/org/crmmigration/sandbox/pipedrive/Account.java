package org.crmmigration.sandbox.pipedrive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Store;
import org.crmmigration.sandbox.Table;
import org.crmmigration.sandbox.TableSpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The records of the account and what every operation asks of them. Members that begin with an underscore are ours. */
final class Account {

    /** Deleted records are gone for good after this. */
    static final Duration PURGE_AFTER = Duration.ofDays(30);

    /** The user the API token belongs to. */
    static final long ME = 1;

    static final String CREATED = "_created";
    static final String DELETED = "_deleted";

    private final Store store;
    private final Clock clock;
    private final PipedriveSettings settings;
    private final FieldCatalog fields;
    private final SearchIndex search;

    Account(Store store, Clock clock, PipedriveSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.fields = new FieldCatalog(store);
        this.search = new SearchIndex(new SearchTexts(store, fields), clock, settings.searchLag());
    }

    static List<TableSpec> tables() {
        return List.of(
                TableSpec.of("persons").orderedBy("update_time", "add_time").linkedBy("org_id", "owner_id"),
                TableSpec.of("organizations")
                        .orderedBy("update_time", "add_time")
                        .linkedBy("owner_id"),
                TableSpec.of("deals")
                        .orderedBy("update_time", "add_time")
                        .linkedBy("person_id", "org_id", "stage_id", "pipeline_id", "owner_id")
                        .linkedBy("live", Account::live),
                TableSpec.of("activities")
                        .orderedBy("update_time", "add_time", "due_date")
                        .linkedBy("person_id", "org_id", "deal_id", "owner_id"),
                TableSpec.of("notes").linkedBy("person_id", "org_id", "deal_id", "user_id"),
                TableSpec.of("products")
                        .orderedBy("update_time", "add_time", "name")
                        .linkedBy("owner_id"),
                TableSpec.of("dealProducts")
                        .orderedBy("update_time", "add_time")
                        .linkedBy("deal_id"),
                TableSpec.of("pipelines").orderedBy("update_time", "add_time"),
                TableSpec.of("stages")
                        .orderedBy("update_time", "add_time")
                        .orderedByNumber("order_nr")
                        .linkedBy("pipeline_id"),
                TableSpec.of("personFields").linkedBy("field_code"),
                TableSpec.of("organizationFields").linkedBy("field_code"),
                TableSpec.of("dealFields").linkedBy("field_code"),
                TableSpec.of("productFields").linkedBy("field_code"),
                TableSpec.of("optionIds"),
                TableSpec.of("users"),
                TableSpec.of("activityTypes").linkedBy("key_string"),
                TableSpec.of("currencies").linkedBy("code"));
    }

    /** Makes a fresh account of an empty store, and search know what is there. */
    void open() {
        store.write(() -> {
            if (table("users").size() == 0) {
                new Seed(this).plant();
            }
            search.clear();
            for (String name : List.of("persons", "organizations", "deals", "products")) {
                table(name).rows().forEach((id, text) -> search.known(name, id, Json.parseObject(text)));
            }
            return true;
        });
    }

    Store store() {
        return store;
    }

    PipedriveSettings settings() {
        return settings;
    }

    FieldCatalog fields() {
        return fields;
    }

    SearchIndex search() {
        return search;
    }

    Instant now() {
        return clock.instant();
    }

    String rfcNow() {
        return Times.rfc3339(now());
    }

    Table table(String name) {
        return store.table(name);
    }

    /** The record, deleted or not; null when there is none or it is gone for good. */
    @Nullable
    ObjectNode find(String table, long id) {
        ObjectNode row = table(table).get(id);
        return row == null || isPurged(row) ? null : row;
    }

    /** The record, null when there is none or it is deleted. */
    @Nullable
    ObjectNode findLive(String table, long id) {
        ObjectNode row = find(table, id);
        return row == null || isDeleted(row) ? null : row;
    }

    boolean isPurged(JsonNode row) {
        long deleted = row.path(DELETED).asLong(0);
        return deleted > 0 && Instant.ofEpochMilli(deleted).plus(PURGE_AFTER).isBefore(now());
    }

    static boolean isDeleted(JsonNode row) {
        return row.path("is_deleted").asBoolean(false)
                || !row.path("active_flag").asBoolean(true);
    }

    /** Stores a record and lets search learn of it in its own time. */
    void save(String table, long id, ObjectNode row) {
        table(table).put(id, row);
        search.changed(table, id, row);
    }

    /** The id of a new option of any field. */
    long nextOptionId() {
        Table ids = table("optionIds");
        long id = ids.nextId();
        ids.put(id, Json.object().put("id", id));
        if (id > 1) {
            ids.remove(id - 1);
        }
        return id;
    }

    private static List<String> live(JsonNode deal) {
        boolean counts = !isDeleted(deal) && !deal.path("is_archived").asBoolean(false);
        return counts ? List.of("yes") : List.of();
    }
}
