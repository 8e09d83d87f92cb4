package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.ColumnJson;
import org.crmmigration.sandbox.dynamics.metadata.ColumnType;
import org.crmmigration.sandbox.dynamics.metadata.KeyJson;
import org.crmmigration.sandbox.dynamics.metadata.Metadata;
import org.crmmigration.sandbox.dynamics.metadata.OptionSet;
import org.crmmigration.sandbox.dynamics.metadata.OptionSetJson;
import org.crmmigration.sandbox.dynamics.metadata.Relationship;
import org.crmmigration.sandbox.dynamics.metadata.RelationshipJson;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.metadata.TableJson;
import org.crmmigration.sandbox.dynamics.odata.Condition;
import org.crmmigration.sandbox.dynamics.odata.Literal;
import org.crmmigration.sandbox.dynamics.odata.QueryOptions;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** GET on definitions. More lines than usual because every kind of definition has its own addresses. */
final class MetadataReads {

    private static final String CRM = "Microsoft.Dynamics.CRM.";

    private final Environment environment;
    private final KeyIndexing keyIndexing;
    private final int language;

    MetadataReads(Environment environment, KeyIndexing keyIndexing) {
        this.environment = environment;
        this.keyIndexing = keyIndexing;
        this.language = environment.quirks().language();
    }

    Reply get(Transaction tx, ODataRequest request) {
        request.work().read(1);
        ResourcePath.Segment first = request.path().first();
        return switch (first.name()) {
            case "EntityDefinitions" -> tables(tx, request);
            case "GlobalOptionSetDefinitions" ->
                first.arguments() == null
                        ? list(request, globalOptionSets(), request.options())
                        : one(request, OptionSetJson.write(globalOptionSet(first)), request.options());
            case "RelationshipDefinitions" ->
                first.arguments() == null
                        ? list(request, relationships(metadata().relationships()), request.options())
                        : one(request, RelationshipJson.write(relationship(first)), request.options());
            default -> throw Refusal.segment(first.name());
        };
    }

    private Reply tables(Transaction tx, ODataRequest request) {
        if (request.path().first().arguments() == null) {
            List<ObjectNode> all = metadata().tables().stream()
                    .map(table -> expanded(table, request.options()))
                    .toList();
            return list(request, all, request.options());
        }
        TableDefinition table = table(request.path().first());
        if (request.path().size() == 1) {
            return one(request, expanded(table, request.options()), request.options());
        }
        String nav = request.name(1);
        return switch (nav) {
            case "Attributes" -> columns(request, table);
            case "Keys" -> keys(tx, request, table);
            case "ManyToOneRelationships" ->
                list(request, relationships(metadata().lookupsOf(table.logicalName())), request.options());
            case "OneToManyRelationships" ->
                list(request, relationships(metadata().pointingTo(table.logicalName())), request.options());
            case "ManyToManyRelationships" ->
                list(request, relationships(metadata().manyToManyOf(table.logicalName())), request.options());
            default -> throw Refusal.segment(nav);
        };
    }

    private ObjectNode expanded(TableDefinition table, QueryOptions options) {
        ObjectNode json = TableJson.write(table);
        for (QueryOptions.Expand expand : options.expand()) {
            var array = json.putArray(expand.property());
            switch (expand.property()) {
                case "Attributes" ->
                    table.columns().forEach(column -> add(array, ColumnJson.write(column, table), expand.options()));
                case "Keys" -> table.keys().forEach(key -> add(array, shown(key), expand.options()));
                default -> throw Refusal.noProperty(expand.property(), "EntityMetadata");
            }
        }
        return json;
    }

    private static void add(tools.jackson.databind.node.ArrayNode array, ObjectNode json, QueryOptions options) {
        if (holds(json, options)) {
            array.add(selected(json, options));
        }
    }

    private Reply columns(ODataRequest request, TableDefinition table) {
        ResourcePath.Segment segment = request.path().at(1);
        String cast = request.path().size() > 2 ? request.name(2) : "";
        if (segment.arguments() == null) {
            List<ObjectNode> all = table.columns().stream()
                    .filter(column -> environment.column(table, column.logicalName(), request.context()) != null)
                    .filter(column ->
                            cast.isEmpty() || column.type().odataType().equals(cast))
                    .map(column -> column(column, table, request.options()))
                    .toList();
            return list(request, all, request.options());
        }
        Column column = column(table, segment);
        boolean unknown = environment.column(table, column.logicalName(), request.context()) == null;
        if (unknown || (cast.startsWith(CRM) && !column.type().odataType().equals(cast))) {
            throw noColumn(table, column.logicalName());
        }
        if (cast.equals("OptionSet")
                || (request.path().size() > 3 && request.name(3).equals("OptionSet"))) {
            return one(request, ColumnJson.options(column, metadata()), request.options());
        }
        return one(request, column(column, table, request.options()), request.options());
    }

    private ObjectNode column(Column column, TableDefinition table, QueryOptions options) {
        ObjectNode json = ColumnJson.write(column, table)
                .put("IsSecured", environment.security().isSecured(column));
        for (QueryOptions.Expand expand : options.expand()) {
            boolean has = column.type().hasOptions() || column.type() == ColumnType.BOOLEAN;
            OptionSet set = has ? metadata().optionSet(column.optionSet()) : null;
            boolean wanted = set != null && set.global() == expand.property().equals("GlobalOptionSet");
            boolean local = expand.property().equals("OptionSet") && set != null;
            if (wanted || local) {
                json.set(expand.property(), selected(ColumnJson.options(column, metadata()), expand.options()));
            } else {
                json.putNull(expand.property());
            }
        }
        return json;
    }

    private Reply keys(Transaction tx, ODataRequest request, TableDefinition table) {
        keyIndexing.poll(tx, table);
        ResourcePath.Segment segment = request.path().at(1);
        if (segment.arguments() == null) {
            return list(request, table.keys().stream().map(MetadataReads::shown).toList(), request.options());
        }
        return one(request, shown(key(table, segment)), request.options());
    }

    private static ObjectNode shown(AlternateKey key) {
        return KeyJson.write(key);
    }

    /** The table a segment's key names, by logical name or id. */
    TableDefinition table(ResourcePath.Segment segment) {
        String wanted = wanted(segment);
        return metadata().tables().stream()
                .filter(one ->
                        one.logicalName().equals(wanted) || one.id().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.bare(
                        404,
                        "0x80060888",
                        "Could not find an entity with name " + wanted
                                + " and id 00000000-0000-0000-0000-000000000000."));
    }

    static Column column(TableDefinition table, ResourcePath.Segment segment) {
        String wanted = wanted(segment);
        return table.columns().stream()
                .filter(one ->
                        one.logicalName().equals(wanted) || one.id().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> noColumn(table, wanted));
    }

    static AlternateKey key(TableDefinition table, ResourcePath.Segment segment) {
        String wanted = wanted(segment);
        return table.keys().stream()
                .filter(one -> one.schemaName().equalsIgnoreCase(wanted)
                        || one.id().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.missing("EntityKey", wanted));
    }

    OptionSet globalOptionSet(ResourcePath.Segment segment) {
        String wanted = wanted(segment);
        return metadata().globalOptionSets().stream()
                .filter(one -> one.name().equals(wanted) || one.id().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.missing("OptionSet", wanted));
    }

    Relationship relationship(ResourcePath.Segment segment) {
        String wanted = wanted(segment);
        return metadata().relationships().stream()
                .filter(one ->
                        one.schemaName().equals(wanted) || one.id().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.missing("Relationship", wanted));
    }

    private static String wanted(ResourcePath.Segment segment) {
        Map<String, Literal> keys = segment.keys();
        if (keys.size() != 1) {
            throw Refusal.syntax("Bad Request - Error in query syntax.");
        }
        return keys.values().iterator().next().text();
    }

    private static Refusal noColumn(TableDefinition table, String name) {
        return Refusal.bare(
                404,
                "0x80060888",
                "Could not find an attribute with name " + name + " for entity " + table.logicalName() + ".");
    }

    private List<ObjectNode> globalOptionSets() {
        return metadata().globalOptionSets().stream().map(OptionSetJson::write).toList();
    }

    private static List<ObjectNode> relationships(Collection<? extends Relationship> all) {
        return all.stream().map(RelationshipJson::write).toList();
    }

    private Metadata metadata() {
        return environment.metadata();
    }

    private Reply list(ODataRequest request, List<ObjectNode> all, QueryOptions options) {
        ObjectNode body = Json.object();
        var value = body.putArray("value");
        List<ObjectNode> kept = new ArrayList<>(all);
        kept.stream()
                .filter(json -> holds(json, options))
                .forEach(json -> value.add(Languages.spoken(selected(json, options), language)));
        return Replies.ok(Replies.withContext(request.context(), request.name(0), body));
    }

    private Reply one(ODataRequest request, ObjectNode json, QueryOptions options) {
        return Replies.ok(Replies.withContext(
                request.context(), request.name(0) + "/$entity", Languages.spoken(selected(json, options), language)));
    }

    private static boolean holds(ObjectNode json, QueryOptions options) {
        return options.filter() == null || Condition.holds(options.filter(), property -> json.at("/" + property));
    }

    /** Selected members, the id and what was expanded; never the sandbox's own members. */
    private static ObjectNode selected(ObjectNode json, QueryOptions options) {
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
}
