package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.odata.Condition;
import org.crmmigration.sandbox.dynamics.odata.QueryOptions;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Answers to questions for definitions: what the options filter and select of them, in the organisation's language. */
final class DefinitionReplies {

    /** Members that only some subtypes of a definition have. */
    private static final List<String> OPTIONAL = List.of(
            "MaxLength",
            "MinValue",
            "MaxValue",
            "Precision",
            "Format",
            "FormatName",
            "DateTimeBehavior",
            "Targets",
            "AsyncJob",
            "IsSecured",
            "Description",
            "Options",
            "OptionSet");

    private final int language;

    DefinitionReplies(int language) {
        this.language = language;
    }

    Reply list(ODataRequest request, List<ObjectNode> all, QueryOptions options) {
        ObjectNode body = Json.object();
        var value = body.putArray("value");
        List<ObjectNode> kept = new ArrayList<>(all);
        kept.stream()
                .filter(json -> holds(json, options))
                .forEach(json -> value.add(Languages.spoken(selected(json, options), language)));
        return Replies.ok(Replies.withContext(request.context(), request.name(0), body));
    }

    Reply one(ODataRequest request, ObjectNode json, QueryOptions options) {
        return Replies.ok(Replies.withContext(
                request.context(), request.name(0) + "/$entity", Languages.spoken(selected(json, options), language)));
    }

    static boolean holds(ObjectNode json, QueryOptions options) {
        return options.filter() == null || Condition.holds(options.filter(), property -> json.at("/" + property));
    }

    /** Selected members, the id and what was expanded; never the sandbox's own members. */
    static ObjectNode selected(ObjectNode json, QueryOptions options) {
        ObjectNode shown = Json.object();
        json.properties().forEach(entry -> {
            String name = entry.getKey();
            boolean wanted = options.select().isEmpty()
                    || options.select().contains(name)
                    || name.equals("MetadataId")
                    || name.equals("@odata.type")
                    || options.expand().stream()
                            .anyMatch(expand -> expand.property().equals(name));
            if (wanted && !name.startsWith("_")) {
                shown.set(name, entry.getValue());
            }
        });
        missing(options.select(), json);
        return shown;
    }

    private static void missing(List<String> select, ObjectNode json) {
        @Nullable String unknown = null;
        for (String name : select) {
            if (!json.has(name) && !OPTIONAL.contains(name)) {
                unknown = name;
            }
        }
        if (unknown != null) {
            throw Refusal.noProperty(unknown, "metadata");
        }
    }
}
