package org.crmmigration.sandbox.pipedrive;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** v1 lists by {@code start} and {@code limit}, and v1's way of writing times. */
final class V1Pages {

    private V1Pages() {}

    static Reply reply(
            Table table, Params params, Predicate<ObjectNode> wanted, Function<ObjectNode, ObjectNode> view) {
        return reply(table.rows().values(), params, wanted, view);
    }

    static Reply reply(
            Iterable<String> rows, Params params, Predicate<ObjectNode> wanted, Function<ObjectNode, ObjectNode> view) {
        long start = params.number("start", 0);
        long seen = 0;
        ArrayNode data = Json.array();
        for (String text : rows) {
            ObjectNode row = Json.parseObject(text);
            if (!wanted.test(row) || seen++ < start) {
                continue;
            }
            if (data.size() == params.limit()) {
                return Envelope.v1Page(data, start, params.limit(), true);
            }
            data.add(view.apply(row));
        }
        return Envelope.v1Page(data, start, params.limit(), false);
    }

    /** A stored RFC 3339 time as v1 writes it. */
    static @Nullable String time(JsonNode row, String member) {
        Instant time = Times.parseRfc3339(Json.text(row, member));
        return time == null ? null : Times.spaced(time);
    }
}
