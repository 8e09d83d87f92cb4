package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a changed definition changes in a field: its name, unless a person renamed it, and options it lacks. */
final class FieldPlan {

    private FieldPlan() {}

    static UpdatePlan of(FieldWish wish, FieldDef field, @Nullable String lastWritten) {
        ObjectNode patch = Json.object().put("entity", wish.entity().word());
        ObjectNode written = wish.written();
        List<Written.Conflict> conflicts = new ArrayList<>();
        JsonNode last = lastWritten == null ? Json.object() : Json.parseObject(lastWritten);
        keepOptions(last, written.withArray("options"));
        if (!field.name().equals(wish.name())) {
            String before = lastWritten == null ? field.name() : Json.text(last, "field_name");
            if (before.equals(field.name())) {
                patch.put("field_name", wish.name());
            } else {
                written.put("field_name", before);
                if (!before.equals(wish.name())) {
                    conflicts.add(new Written.Conflict("name"));
                }
            }
        }
        List<String> missing = wish.options().stream()
                .filter(label -> field.optionId(label) == null)
                .toList();
        if (!missing.isEmpty()) {
            missing.forEach(patch.putArray("options")::add);
        }
        String sent = patch.size() == 1 ? "{}" : Json.text(patch);
        return new UpdatePlan(
                ObjectToWrite.FIELD, field.code(), sent, image(wish.entity(), field), Json.text(written), conflicts);
    }

    /** Options that an earlier definition named are ours too, though this one does not name them. */
    private static void keepOptions(JsonNode last, ArrayNode options) {
        List<String> earlier = new ArrayList<>(FieldWish.labels(last.path("options")));
        earlier.removeAll(FieldWish.labels(options));
        earlier.forEach(options::add);
    }

    /** What a person changed since: the name, options added. */
    static List<Written.Conflict> edits(FieldWish wish, FieldDef field, @Nullable String lastWritten) {
        JsonNode last = lastWritten == null ? wish.written() : Json.parseObject(lastWritten);
        List<Written.Conflict> edits = new ArrayList<>();
        String name = Json.text(last, "field_name");
        if (!name.isEmpty() && !name.equals(field.name())) {
            edits.add(new Written.Conflict("name", name, field.name()));
        }
        List<String> added = new ArrayList<>(field.options().keySet());
        added.removeAll(FieldWish.labels(last.path("options")));
        if (!added.isEmpty()) {
            edits.add(new Written.Conflict("options", null, String.join(", ", added)));
        }
        return List.copyOf(edits);
    }

    static String image(Entity entity, FieldDef field) {
        ObjectNode image = Json.object().put("entity", entity.word());
        image.put("field_name", field.name()).put("field_type", field.type());
        ArrayNode options = image.putArray("options");
        field.options().keySet().forEach(options::add);
        return Json.text(image);
    }
}
