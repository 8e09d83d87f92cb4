package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.Written.Conflict;
import org.crmmigration.pipedrive.WireObject.Rule;
import org.crmmigration.pipedrive.WireObject.WireValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person changed in a record since our last write: values that are neither as we left them nor as we wanted them,
 * items added to or taken from our arrays, and values in places we left empty. What Pipedrive fills in by itself (owner,
 * stage, status and the like, where we sent none) is nobody's edit.
 */
record Edits(WireObject wanted, JsonNode current, JsonNode base) {

    /** Places that stay empty unless somebody fills them. */
    private static final Set<String> EMPTY_AT_FIRST = Set.of("emails", "phones", "label_ids", "website", "address");

    static List<Conflict> of(WireObject wanted, JsonNode current, @Nullable String lastWritten) {
        JsonNode base = lastWritten == null ? Json.object() : Json.parseObject(lastWritten);
        return new Edits(wanted, current, base).find();
    }

    private List<Conflict> find() {
        List<Conflict> edits = new ArrayList<>();
        for (Map.Entry<String, WireValue> entry : wanted.values().entrySet()) {
            String path = entry.getKey();
            WireValue value = entry.getValue();
            JsonNode now = Wire.at(current, path);
            JsonNode last = Wire.at(base, path);
            if (value.rule() != Rule.AT_CREATION && !now.isMissingNode() && changed(value, now, last)) {
                edits.add(new Conflict(value.logical(), text(last.isMissingNode() ? value.value() : last), text(now)));
            }
        }
        for (String path : Wire.paths(current)) {
            boolean ours =
                    wanted.values().containsKey(path) || !Wire.at(base, path).isMissingNode();
            boolean open = EMPTY_AT_FIRST.contains(path) || !Wire.code(path).isEmpty();
            if (!ours && open && !Wire.isEmpty(Wire.at(current, path))) {
                edits.add(new Conflict(path, null, text(Wire.at(current, path))));
            }
        }
        return List.copyOf(edits);
    }

    private static boolean changed(WireValue value, JsonNode now, JsonNode last) {
        if (value.shape().isSet()) {
            return !last.isMissingNode()
                    && !value.shape().items(last).equals(value.shape().items(now));
        }
        boolean asLeft = Wire.isEmpty(last) ? Wire.isEmpty(now) : value.shape().same(last, now);
        return !asLeft && !value.shape().same(value.value(), now);
    }

    /** A value as a person reads it; null for none. */
    static @Nullable String text(JsonNode node) {
        if (Wire.isEmpty(node)) {
            return null;
        }
        return node.isContainer() ? Json.text(node) : node.asString("");
    }
}
