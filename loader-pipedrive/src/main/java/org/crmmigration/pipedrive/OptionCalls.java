package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.pipedrive.api.PipedriveApi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Adds and removes options of fields, many at once, all or none. Labels are options of a system field; where the account
 * refuses those to v2 the whole list goes through v1, once and for all for this client.
 */
final class OptionCalls {

    private static final int AT_ONCE = 200;
    private static final int LONGEST_LABEL = 255;

    /** What a refusal of the label field itself looks like, apart from what a refusal of a label looks like. */
    private static final Set<String> NOT_HERE = Set.of("forbidden", "not-found", "validation");

    private final PipedriveApi api;
    private volatile boolean labelsByV1;

    OptionCalls(PipedriveApi api) {
        this.api = api;
    }

    /** Adds; returns labels to ids. */
    Map<String, Long> add(Entity entity, String code, List<String> labels) {
        labels.forEach(OptionCalls::checkLabel);
        Map<String, Long> added = new LinkedHashMap<>();
        for (int from = 0; from < labels.size(); from += AT_ONCE) {
            List<String> batch = labels.subList(from, Math.min(labels.size(), from + AT_ONCE));
            added.putAll(addBatch(entity, code, batch));
        }
        return added;
    }

    /** Removes; ids that are not there are no error. */
    void remove(Entity entity, String code, Collection<Long> ids) {
        List<Long> present = new ArrayList<>(read(entity, code).options().values());
        present.retainAll(Set.copyOf(ids));
        if (present.isEmpty()) {
            return;
        }
        if (!code.equals(Entity.LABELS) || !labelsByV1) {
            try {
                ArrayNode body = Json.array();
                present.forEach(id -> body.addObject().put("id", id));
                api.delete(entity.optionsRoute(), code, body);
                return;
            } catch (CrmFault.Rejected e) {
                fallBackOr(code, e);
            }
        }
        replaceByV1(entity, List.of(), Set.copyOf(present));
    }

    /** A field as it is now. */
    FieldDef read(Entity entity, String code) {
        return FieldDef.of(api.get(entity.fieldRoute(), code, Map.of()));
    }

    private Map<String, Long> addBatch(Entity entity, String code, List<String> labels) {
        if (!code.equals(Entity.LABELS) || !labelsByV1) {
            try {
                ArrayNode body = Json.array();
                labels.forEach(label -> body.addObject().put("label", label));
                return FieldDef.options(api.post(entity.optionsRoute(), code, body));
            } catch (CrmFault.Rejected e) {
                fallBackOr(code, e);
            }
        }
        Map<String, Long> all = replaceByV1(entity, labels, Set.of());
        Map<String, Long> added = new LinkedHashMap<>(all);
        added.keySet().retainAll(Set.copyOf(labels));
        return added;
    }

    private void fallBackOr(String code, CrmFault.Rejected refusal) {
        if (!code.equals(Entity.LABELS) || !NOT_HERE.contains(refusal.detail().code())) {
            throw refusal;
        }
        labelsByV1 = true;
    }

    /** v1 takes the complete list: what has no id is new, what is left out goes. */
    private Map<String, Long> replaceByV1(Entity entity, List<String> more, Set<Long> without) {
        JsonNode field = labelField(entity);
        ArrayNode options = Json.array();
        for (JsonNode option : field.path("options")) {
            if (!without.contains(option.path("id").asLong())) {
                options.addObject().put("id", option.path("id").asLong()).put("label", Json.text(option, "label"));
            }
        }
        more.forEach(label -> options.addObject().put("label", label));
        String route = entity.v1FieldsRoute() + "/{id}";
        JsonNode body = Json.object().set("options", options);
        JsonNode answer = more.isEmpty()
                ? api.change("PUT", route, Json.text(field, "id"), body)
                : api.putOnce(route, Json.text(field, "id"), body);
        return FieldDef.options(answer.path("options"));
    }

    private JsonNode labelField(Entity entity) {
        for (JsonNode field : api.all(entity.v1FieldsRoute(), Map.of("start", "0", "limit", "" + PipedriveApi.PAGE))) {
            String key = Json.text(field, "key");
            if (key.equals("label") || key.equals(Entity.LABELS)) {
                return field;
            }
        }
        throw new CrmFault.Rejected(Detail.of(
                "no-labels", "the account has no label field for " + entity.word() + "s that can be changed by API"));
    }

    private static void checkLabel(String label) {
        if (label.isBlank() || label.length() > LONGEST_LABEL) {
            throw new CrmFault.Rejected(new Detail(
                    "validation",
                    "an option or label has 1 to " + LONGEST_LABEL + " characters",
                    null,
                    null,
                    "options"));
        }
    }
}
