package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.crmmigration.dynamics.WireRow.WireValue;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.Written.Conflict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person changed in a row since our last write: values that are neither as we left them nor as we wanted them, options
 * added to or taken from ours, and values in columns we left empty.
 *
 * @param base values as we left them
 */
record Edits(WireRow wanted, JsonNode row, ObjectNode base) {

    /**
     * Finds them.
     *
     * @param leftEmpty columns where a value that is not ours is a person's
     */
    static List<Conflict> of(WireRow wanted, JsonNode row, @Nullable String lastWritten, Collection<String> leftEmpty) {
        ObjectNode base = lastWritten == null ? Json.object() : Json.parseObject(lastWritten);
        return new Edits(wanted, row, base).find(leftEmpty);
    }

    private List<Conflict> find(Collection<String> leftEmpty) {
        List<Conflict> edits = new ArrayList<>();
        for (Map.Entry<String, WireValue> entry : wanted.values().entrySet()) {
            WireValue value = entry.getValue();
            JsonNode now = now(entry.getKey());
            JsonNode last = base.path(entry.getKey());
            if (value.updatable() && changed(value, now, last)) {
                edits.add(new Conflict(value.logical(), text(last.isMissingNode() ? value.value() : last), text(now)));
            }
        }
        for (String column : leftEmpty) {
            boolean ours =
                    wanted.values().containsKey(column) || !base.path(column).isMissingNode();
            JsonNode now = now(column);
            if (!ours && !Kind.isEmpty(now) && !(now.isBoolean() && !now.asBoolean())) {
                edits.add(new Conflict(column, null, text(now)));
            }
        }
        return List.copyOf(edits);
    }

    private JsonNode now(String column) {
        return RowCodec.read(wanted.type(), row, column);
    }

    private static boolean changed(WireValue value, JsonNode now, JsonNode last) {
        return value.kind() == Kind.CHOICES
                ? !last.isMissingNode() && !Kind.options(last).equals(Kind.options(now))
                : !value.kind().same(last, now) && !value.kind().same(value.value(), now);
    }

    /** A value as it stands in Dataverse; null for none. */
    private static @Nullable String text(JsonNode node) {
        return Kind.isEmpty(node) ? null : node.asString("");
    }
}
