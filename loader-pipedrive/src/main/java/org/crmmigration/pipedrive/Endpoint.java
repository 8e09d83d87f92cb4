package org.crmmigration.pipedrive;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.crmmigration.pipedrive.WireObject.Rule;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where records of one type live and what of them can be set back.
 *
 * @param type the object type's word
 * @param route of the list; an object is below it by its id
 * @param method of updates
 * @param many how several objects are read at once
 * @param places what a before-image holds
 */
record Endpoint(String type, String route, String method, Many many, Map<String, Place> places) {

    /** Most ids in one call. */
    static final int MOST_IDS = 100;

    /** How several objects are read at once. */
    enum Many {
        /** By {@code ids}, up to 100. */
        IDS,
        /** The whole list, for it is short. */
        LIST,
        /** One by one. */
        SINGLE
    }

    /**
     * A place that can be set back.
     *
     * @param leader see {@link WireObject.WireValue}
     */
    record Place(Shape shape, Rule rule, @Nullable String leader) {
        static Place of(Shape shape) {
            return new Place(shape, Rule.FREE, null);
        }

        static Place never(Shape shape) {
            return new Place(shape, Rule.NEVER_EMPTY, null);
        }

        static Place with(String leader, Shape shape) {
            return new Place(shape, Rule.NEVER_EMPTY, leader);
        }
    }

    static final Endpoint ORGANIZATION = new Endpoint(
            "organization",
            Entity.ORGANIZATION.recordsRoute(),
            "PATCH",
            Many.IDS,
            Map.of(
                    "name", Place.never(Shape.TEXT),
                    "address", Place.never(Shape.ADDRESS),
                    "website", Place.of(Shape.TEXT),
                    "owner_id", Place.never(Shape.NUMBER),
                    "label_ids", Place.of(Shape.LABELS)));

    static final Endpoint PERSON = new Endpoint(
            "person",
            Entity.PERSON.recordsRoute(),
            "PATCH",
            Many.IDS,
            Map.of(
                    "name", Place.never(Shape.TEXT),
                    "emails", Place.of(Shape.EMAILS),
                    "phones", Place.of(Shape.PHONES),
                    "org_id", Place.of(Shape.NUMBER),
                    "owner_id", Place.never(Shape.NUMBER),
                    "label_ids", Place.of(Shape.LABELS)));

    static final Endpoint DEAL = new Endpoint(
            "deal",
            Entity.DEAL.recordsRoute(),
            "PATCH",
            Many.IDS,
            Map.ofEntries(
                    entry("title", Place.never(Shape.TEXT)),
                    entry("value", Place.never(Shape.NUMBER)),
                    entry("currency", Place.never(Shape.TEXT)),
                    entry("status", Place.never(Shape.TEXT)),
                    entry("won_time", Place.with("status", Shape.INSTANT)),
                    entry("lost_time", Place.with("status", Shape.INSTANT)),
                    entry("close_time", Place.with("status", Shape.INSTANT)),
                    entry("lost_reason", Place.with("status", Shape.TEXT)),
                    entry("expected_close_date", Place.never(Shape.TEXT)),
                    entry("person_id", Place.of(Shape.NUMBER)),
                    entry("org_id", Place.of(Shape.NUMBER)),
                    entry("stage_id", Place.never(Shape.NUMBER)),
                    entry("pipeline_id", Place.with("stage_id", Shape.NUMBER)),
                    entry("owner_id", Place.never(Shape.NUMBER)),
                    entry("label_ids", Place.of(Shape.LABELS))));

    static final Endpoint ACTIVITY = new Endpoint(
            "activity",
            "/api/v2/activities",
            "PATCH",
            Many.IDS,
            Map.ofEntries(
                    entry("subject", Place.never(Shape.TEXT)),
                    entry("type", Place.never(Shape.TEXT)),
                    entry("due_date", Place.never(Shape.TEXT)),
                    entry("due_time", Place.never(Shape.TIME_OF_DAY)),
                    entry("duration", Place.never(Shape.TIME_OF_DAY)),
                    entry("done", Place.never(Shape.TEXT)),
                    entry("participants", Place.of(Shape.PARTICIPANTS)),
                    entry("org_id", Place.of(Shape.NUMBER)),
                    entry("deal_id", Place.of(Shape.NUMBER)),
                    entry("owner_id", Place.never(Shape.NUMBER)),
                    entry("location", Place.never(Shape.ADDRESS)),
                    entry("note", Place.never(Shape.HTML))));

    static final Endpoint NOTE = new Endpoint(
            "note",
            "/api/v1/notes",
            "PUT",
            Many.SINGLE,
            Map.of(
                    "content", Place.never(Shape.HTML),
                    "person_id", Place.of(Shape.NUMBER),
                    "deal_id", Place.of(Shape.NUMBER),
                    "org_id", Place.of(Shape.NUMBER)));

    static final Endpoint PIPELINE =
            new Endpoint("pipeline", "/api/v2/pipelines", "PATCH", Many.LIST, Map.of("name", Place.never(Shape.TEXT)));

    static final Endpoint STAGE = new Endpoint(
            "stage",
            "/api/v2/stages",
            "PATCH",
            Many.LIST,
            Map.of("name", Place.never(Shape.TEXT), "pipeline_id", Place.never(Shape.NUMBER)));

    static final Endpoint PRODUCT =
            new Endpoint("product", "/api/v2/products", "PATCH", Many.LIST, Map.of("name", Place.never(Shape.TEXT)));

    static final Endpoint RECURRING = new Endpoint(
            RecurringProducts.TYPE,
            "/api/v2/deals/products",
            "PATCH",
            Many.SINGLE,
            Map.of(
                    "product_id", Place.never(Shape.NUMBER),
                    "item_price", Place.never(Shape.NUMBER),
                    "quantity", Place.never(Shape.NUMBER),
                    "billing_frequency", Place.never(Shape.TEXT),
                    "billing_frequency_cycles", Place.of(Shape.NUMBER),
                    "billing_start_date", Place.never(Shape.TEXT),
                    "is_enabled", Place.never(Shape.TEXT)));

    String one() {
        return route + "/{id}";
    }

    /** The text whose last line is the migration key, of types without custom fields. */
    String keyText() {
        return type.equals("note") ? "content" : "note";
    }

    /** A list that begins with what was made last. */
    Map<String, String> newestFirst(int limit) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("limit", Integer.toString(limit));
        if (many == Many.SINGLE) {
            query.put("sort", "id DESC");
            query.put("start", "0");
        } else {
            query.put("sort_by", "id");
            query.put("sort_direction", "desc");
        }
        return query;
    }

    /** The whole list. */
    static Map<String, String> everything() {
        return Map.of("limit", Integer.toString(PipedriveApi.PAGE));
    }

    /** Deleted records are read for a while yet: v2 marks them, a note is inactive. */
    static boolean gone(JsonNode record) {
        return record.path("is_deleted").asBoolean(false)
                || !record.path("active_flag").asBoolean(true);
    }
}
