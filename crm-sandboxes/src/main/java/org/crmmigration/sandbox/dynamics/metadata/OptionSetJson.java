package org.crmmigration.sandbox.dynamics.metadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of choices. */
public final class OptionSetJson {

    private OptionSetJson() {}

    public static ObjectNode write(OptionSet set) {
        ObjectNode json = Json.object()
                .put("@odata.type", "#Microsoft.Dynamics.CRM.OptionSetMetadata")
                .put("MetadataId", set.id().toString())
                .put("Name", set.name())
                .put("IsGlobal", set.global())
                .put("OptionSetType", "Picklist");
        var options = json.putArray("Options");
        set.options().forEach(option -> {
            ObjectNode one = options.addObject().put("Value", option.value());
            one.set("Label", Labels.write(option.label()));
            if (option.state() != OptionSet.NO_STATE) {
                one.put("State", option.state());
            }
        });
        return json;
    }

    /** The form of a two-valued choice. */
    static ObjectNode writeBoolean(OptionSet set) {
        ObjectNode json = Json.object()
                .put("@odata.type", "#Microsoft.Dynamics.CRM.BooleanOptionSetMetadata")
                .put("MetadataId", set.id().toString())
                .put("Name", set.name())
                .put("IsGlobal", false)
                .put("OptionSetType", "Boolean");
        set.options().forEach(option -> {
            ObjectNode one = Json.object().put("Value", option.value());
            one.set("Label", Labels.write(option.label()));
            json.set(option.value() == 1 ? "TrueOption" : "FalseOption", one);
        });
        return json;
    }

    /**
     * Understands a posted choice.
     *
     * @param firstValue value given to the first option without one; the next ones count up
     */
    public static OptionSet parse(String name, boolean global, JsonNode json, int firstValue) {
        Map<Integer, OptionSet.Option> options = new LinkedHashMap<>();
        int next = firstValue;
        for (JsonNode one : listed(json)) {
            int value = one.path("Value").isNumber() ? one.path("Value").asInt() : next++;
            int state = one.path("State").asInt(OptionSet.NO_STATE);
            String label = Labels.read(one.path("Label"), "");
            if (options.put(value, new OptionSet.Option(value, label, state)) != null) {
                throw Refusal.of(
                        ErrorCode.PICKLIST_VALUE_NOT_UNIQUE,
                        "The picklist value " + value + " for the choice " + name + " is not unique.");
            }
        }
        return new OptionSet(name, global, new ArrayList<>(options.values()));
    }

    private static List<JsonNode> listed(JsonNode json) {
        List<JsonNode> all = new ArrayList<>();
        if (json.has("TrueOption") || json.has("FalseOption")) {
            all.add(json.path("FalseOption"));
            all.add(json.path("TrueOption"));
        } else {
            json.path("Options").forEach(all::add);
        }
        return all;
    }
}
