package org.crmmigration.sandbox.dynamics;

import java.util.Collection;
import java.util.List;
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
import org.crmmigration.sandbox.dynamics.odata.QueryOptions;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** GET on definitions. */
final class MetadataReads {

    private static final String CRM = "Microsoft.Dynamics.CRM.";

    private final Environment environment;
    private final KeyIndexing keyIndexing;
    private final Definitions definitions;
    private final DefinitionReplies replies;

    MetadataReads(Environment environment, Definitions definitions, KeyIndexing keyIndexing) {
        this.environment = environment;
        this.keyIndexing = keyIndexing;
        this.definitions = definitions;
        this.replies = new DefinitionReplies(environment.quirks().language());
    }

    Reply get(Transaction tx, ODataRequest request) {
        request.work().read(1);
        ResourcePath.Segment first = request.path().first();
        return switch (first.name()) {
            case "EntityDefinitions" -> tables(tx, request);
            case "GlobalOptionSetDefinitions" ->
                first.arguments() == null
                        ? replies.list(request, globalOptionSets(), request.options())
                        : replies.one(
                                request, OptionSetJson.write(definitions.globalOptionSet(first)), request.options());
            case "RelationshipDefinitions" ->
                first.arguments() == null
                        ? replies.list(request, relationships(metadata().relationships()), request.options())
                        : replies.one(
                                request, RelationshipJson.write(definitions.relationship(first)), request.options());
            default -> throw Refusal.segment(first.name());
        };
    }

    private Reply tables(Transaction tx, ODataRequest request) {
        if (request.path().first().arguments() == null) {
            List<ObjectNode> all = metadata().tables().stream()
                    .map(table -> expanded(table, request.options()))
                    .toList();
            return replies.list(request, all, request.options());
        }
        TableDefinition table = definitions.table(request.path().first());
        if (request.path().size() == 1) {
            return replies.one(request, expanded(table, request.options()), request.options());
        }
        String nav = request.name(1);
        return switch (nav) {
            case "Attributes" -> columns(request, table);
            case "Keys" -> keys(tx, request, table);
            case "ManyToOneRelationships" ->
                replies.list(request, relationships(metadata().lookupsOf(table.logicalName())), request.options());
            case "OneToManyRelationships" ->
                replies.list(request, relationships(metadata().pointingTo(table.logicalName())), request.options());
            case "ManyToManyRelationships" ->
                replies.list(request, relationships(metadata().manyToManyOf(table.logicalName())), request.options());
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
        if (DefinitionReplies.holds(json, options)) {
            array.add(DefinitionReplies.selected(json, options));
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
            return replies.list(request, all, request.options());
        }
        Column column = Definitions.column(table, segment);
        boolean unknown = environment.column(table, column.logicalName(), request.context()) == null;
        if (unknown || (cast.startsWith(CRM) && !column.type().odataType().equals(cast))) {
            throw Definitions.noColumn(table, column.logicalName());
        }
        if (cast.equals("OptionSet")
                || (request.path().size() > 3 && request.name(3).equals("OptionSet"))) {
            return replies.one(request, ColumnJson.options(column, metadata()), request.options());
        }
        return replies.one(request, column(column, table, request.options()), request.options());
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
                json.set(
                        expand.property(),
                        DefinitionReplies.selected(ColumnJson.options(column, metadata()), expand.options()));
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
            return replies.list(
                    request, table.keys().stream().map(MetadataReads::shown).toList(), request.options());
        }
        return replies.one(request, shown(Definitions.key(table, segment)), request.options());
    }

    private static ObjectNode shown(AlternateKey key) {
        return KeyJson.write(key);
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
}
