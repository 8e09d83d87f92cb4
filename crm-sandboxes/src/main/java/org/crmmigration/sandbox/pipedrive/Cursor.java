package org.crmmigration.sandbox.pipedrive;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.crmmigration.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where a page ended, as in the vendor's example: base64url of the sort field, its last value and the last id. */
record Cursor(String field, String fieldValue, boolean descending, long id) {

    String encode() {
        ObjectNode json = Json.object().put("field", field);
        if (field.equals("id")) {
            json.put("fieldValue", id);
        } else {
            json.put("fieldValue", fieldValue);
        }
        json.put("sortDirection", descending ? "desc" : "asc").put("id", id);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.write(json).getBytes(StandardCharsets.UTF_8));
    }

    /** The cursor of the call, null for the first page. */
    static @Nullable Cursor of(Params params, String field, boolean descending) {
        String raw = params.text("cursor");
        if (raw == null) {
            return null;
        }
        JsonNode json = decode(raw);
        if (json == null
                || !json.path("id").isIntegralNumber()
                || !field.equals(Json.text(json, "field"))
                || descending != Json.text(json, "sortDirection").equals("desc")) {
            throw Refusal.invalid("cursor", "The cursor does not belong to this list");
        }
        return new Cursor(
                field,
                Json.text(json, "fieldValue"),
                descending,
                json.path("id").asLong());
    }

    private static @Nullable JsonNode decode(String raw) {
        try {
            return Json.parseOrNull(new String(Base64.getUrlDecoder().decode(raw), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
