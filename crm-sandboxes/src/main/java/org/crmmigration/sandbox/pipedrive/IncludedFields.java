package org.crmmigration.sandbox.pipedrive;

import java.util.NavigableSet;
import java.util.function.Predicate;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** What {@code include_fields} adds: counts from the linked records; null for what a sandbox has none of, such as mail. */
final class IncludedFields {

    private final Account account;
    private final String link;

    IncludedFields(Account account, String table) {
        this.account = account;
        this.link = switch (table) {
            case "persons" -> "person_id";
            case "organizations" -> "org_id";
            default -> "deal_id";
        };
    }

    @Nullable
    JsonNode value(ObjectNode row, String field) {
        String id = Json.text(row, "id");
        return switch (field) {
            case "marketing_status" -> StringNode.valueOf(orNoConsent(row));
            case "attendees" -> row.get("attendees");
            case "activities_count" -> count("activities", id, all -> true);
            case "done_activities_count" -> count("activities", id, IncludedFields::done);
            case "undone_activities_count" -> count("activities", id, one -> !done(one));
            case "notes_count" -> count("notes", id, all -> true);
            case "people_count" -> count("persons", id, all -> true);
            case "products_count" -> count("dealProducts", id, all -> true);
            case "open_deals_count" -> count("deals", id, deal -> status(deal, "open"));
            case "won_deals_count" -> count("deals", id, deal -> status(deal, "won"));
            case "lost_deals_count" -> count("deals", id, deal -> status(deal, "lost"));
            case "closed_deals_count" -> count("deals", id, deal -> !status(deal, "open"));
            case "first_won_time" -> row.get("won_time");
            case "source_lead_id" -> row.get("source_lead_id");
            default -> field.endsWith("_count") ? IntNode.valueOf(0) : null;
        };
    }

    private IntNode count(String tableName, String id, Predicate<ObjectNode> wanted) {
        Table table = account.table(tableName);
        NavigableSet<Long> linked = table.linked(link, id);
        int count = 0;
        for (long one : linked) {
            ObjectNode row = account.findLive(tableName, one);
            count += row != null && wanted.test(row) ? 1 : 0;
        }
        return IntNode.valueOf(count);
    }

    private static boolean done(ObjectNode activity) {
        return activity.path("done").asBoolean(false);
    }

    private static boolean status(ObjectNode deal, String status) {
        return Json.text(deal, "status").equals(status);
    }

    private static String orNoConsent(ObjectNode person) {
        String status = Json.text(person, "_marketing_status");
        return status.isEmpty() ? "no_consent" : status;
    }
}
