package org.crmmigration.sandbox.pipedrive;

import java.util.List;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.pipedrive.SearchIndex.Entry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How a found record looks in a search answer. */
final class SearchHits {

    private static final int MOST_RELATED = 100;

    private final Account account;

    SearchHits(Account account) {
        this.account = account;
    }

    ObjectNode full(String table, Entry entry) {
        ObjectNode row = Json.parseObject(entry.row());
        ObjectNode item = Json.object();
        item.set("id", row.get("id"));
        switch (table) {
            case "persons" -> person(item, row, entry);
            case "organizations" ->
                item.put("type", "organization")
                        .put("name", Json.text(row, "name"))
                        .put("address", orNull(Json.text(row.path("address"), "value")));
            case "deals" -> deal(item, row);
            default ->
                item.put("type", "product")
                        .put("name", Json.text(row, "name"))
                        .put("code", orNull(Json.text(row, "code")));
        }
        item.set("visible_to", row.get("visible_to"));
        item.putObject("owner").set("id", row.get("owner_id"));
        item.set("custom_fields", values(entry, "custom_fields"));
        item.set("notes", values(entry, "notes"));
        if (table.equals("deals")) {
            item.set("is_archived", row.get("is_archived"));
        }
        return item;
    }

    /** The short form of {@code itemSearch/field}. */
    ObjectNode brief(String table, Entry entry) {
        String member = table.equals("deals") ? "title" : "name";
        return Json.object().put("id", entry.id()).put(member, Json.text(Json.parseObject(entry.row()), member));
    }

    /** The newest deals of the found persons and organizations. */
    ArrayNode related(ArrayNode items) {
        ArrayNode related = Json.array();
        items.forEach(hit -> {
            String type = Json.text(hit.path("item"), "type");
            String link = type.equals("person") ? "person_id" : "org_id";
            if (type.equals("person") || type.equals("organization")) {
                account.table("deals").linked(link, Json.text(hit.path("item"), "id")).descendingSet().stream()
                        .limit(MOST_RELATED)
                        .forEach(id -> addDeal(related, id));
            }
        });
        return related;
    }

    private void addDeal(ArrayNode related, long id) {
        ObjectNode row = account.findLive("deals", id);
        if (row != null) {
            related.addObject()
                    .put("result_score", 0)
                    .set("item", full("deals", new Entry(id, Json.write(row), List.of())));
        }
    }

    private void person(ObjectNode item, ObjectNode row, Entry entry) {
        item.put("type", "person").put("name", Json.text(row, "name"));
        item.set("phones", values(entry, "phone"));
        item.set("emails", values(entry, "email"));
        item.set("organization", organization(row));
    }

    private void deal(ObjectNode item, ObjectNode row) {
        item.put("type", "deal").put("title", Json.text(row, "title"));
        for (String member : List.of("value", "currency", "status")) {
            item.set(member, row.get(member));
        }
        item.set("stage", named("stages", row.path("stage_id").asLong(0)));
        item.set("person", named("persons", row.path("person_id").asLong(0)));
        item.set("organization", organization(row));
    }

    private @Nullable ObjectNode organization(ObjectNode row) {
        long id = row.path("org_id").asLong(0);
        ObjectNode named = named("organizations", id);
        ObjectNode organization = account.find("organizations", id);
        return named == null || organization == null
                ? null
                : named.put("address", orNull(Json.text(organization.path("address"), "value")));
    }

    private @Nullable ObjectNode named(String table, long id) {
        ObjectNode row = account.find(table, id);
        return row == null ? null : Json.object().put("id", id).put("name", Json.text(row, "name"));
    }

    private static ArrayNode values(Entry entry, String group) {
        ArrayNode values = Json.array();
        entry.texts().stream().filter(text -> text.group().equals(group)).forEach(text -> values.add(text.value()));
        return values;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
