package org.crmmigration.sandbox.dynamics;

import java.util.List;
import java.util.Locale;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.ColumnJson;
import org.crmmigration.sandbox.dynamics.metadata.OptionSet;
import org.crmmigration.sandbox.dynamics.metadata.OptionSetJson;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.metadata.TableJson;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes and deletes definitions. */
final class MetadataWrites {

    private static final String SOLUTION = "mscrm.solutionuniquename";

    private final Environment environment;
    private final Definitions definitions;
    private final ColumnWrites columns;
    private final RelationshipWrites relationships;
    private final KeyWrites keys;
    private final Solutions solutions;

    MetadataWrites(Environment environment, Definitions definitions, KeyIndexing keyIndexing) {
        this.environment = environment;
        this.definitions = definitions;
        this.columns = new ColumnWrites(environment);
        this.relationships = new RelationshipWrites(environment, columns);
        this.keys = new KeyWrites(environment, keyIndexing);
        this.solutions = new Solutions(environment);
    }

    Reply handle(Transaction tx, ODataRequest request) {
        String place = place(request);
        environment.security().require(privilege(request.method(), place), request.context());
        String solution = solution(tx, request);
        Languages.check(request.json(), environment.quirks().language());
        request.work().definition();
        String address = switch (request.method() + " " + place) {
            case "POST EntityDefinitions" -> createTable(tx, request.json());
            case "DELETE EntityDefinitions()" -> deleteTable(tx, definitions.table(first(request)));
            case "POST EntityDefinitions()/Attributes" ->
                columns.create(tx, definitions.table(first(request)), request.json());
            case "PUT EntityDefinitions()/Attributes()" ->
                columns.update(tx, definitions.table(first(request)), second(request), request.json());
            case "DELETE EntityDefinitions()/Attributes()" ->
                columns.delete(tx, definitions.table(first(request)), second(request));
            case "POST EntityDefinitions()/Keys" -> keys.create(tx, definitions.table(first(request)), request.json());
            case "DELETE EntityDefinitions()/Keys()" ->
                keys.delete(tx, definitions.table(first(request)), second(request));
            case "POST RelationshipDefinitions" -> relationships.create(tx, request.json());
            case "DELETE RelationshipDefinitions()" ->
                relationships.delete(tx, definitions.relationship(first(request)));
            case "POST GlobalOptionSetDefinitions" -> createOptionSet(tx, request.json());
            case "DELETE GlobalOptionSetDefinitions()" ->
                deleteOptionSet(tx, definitions.globalOptionSet(first(request)));
            default -> throw Refusal.bare(405, "0x0", "The requested resource does not support this method.");
        };
        if (request.method().equals("DELETE")) {
            solutions.sweep(tx);
        } else if (!solution.isEmpty()) {
            join(tx, request, solution, place, address);
        }
        return address.isEmpty()
                ? Replies.noContent()
                : Replies.stored(request.context().base() + "/" + address);
    }

    private static String place(ODataRequest request) {
        StringBuilder place = new StringBuilder();
        for (ResourcePath.Segment segment : request.path().segments()) {
            place.append(place.isEmpty() ? "" : "/").append(segment.name());
            place.append(segment.arguments() == null ? "" : "()");
        }
        return place.toString();
    }

    private static ResourcePath.Segment first(ODataRequest request) {
        return request.path().first();
    }

    private static ResourcePath.Segment second(ODataRequest request) {
        return request.path().at(1);
    }

    /** Customizing is a right of its own for each kind of definition, as the role System Customizer has them all. */
    private static String privilege(String method, String place) {
        String action = switch (method) {
            case "POST" -> "Create";
            case "DELETE" -> "Delete";
            default -> "Write";
        };
        String what = place.contains("/Attributes")
                ? "Attribute"
                : place.contains("/Keys")
                        ? "EntityKey"
                        : place.startsWith("Relationship")
                                ? "Relationship"
                                : place.startsWith("GlobalOptionSet") ? "OptionSet" : "Entity";
        return "prv" + action + what;
    }

    private String solution(Transaction tx, ODataRequest request) {
        String name = request.context().header(SOLUTION);
        return name.isEmpty() || !request.method().equals("POST")
                ? ""
                : solutions.named(tx, name, Json.text(request.json(), "SchemaName"));
    }

    private void join(Transaction tx, ODataRequest request, String solution, String place, String address) {
        String id = address.substring(address.lastIndexOf('(') + 1, Math.max(0, address.length() - 1));
        if (place.startsWith("EntityDefinitions()")) {
            solutions.join(
                    tx,
                    solution,
                    Solutions.TABLE,
                    definitions.table(first(request)).id().toString());
        }
        int kind = switch (place) {
            case "EntityDefinitions" -> Solutions.TABLE;
            case "EntityDefinitions()/Attributes" -> Solutions.COLUMN;
            case "EntityDefinitions()/Keys" -> Solutions.KEY;
            case "RelationshipDefinitions" -> Solutions.RELATIONSHIP;
            default -> Solutions.CHOICE;
        };
        solutions.join(tx, solution, kind, id);
    }

    private String createTable(Transaction tx, ObjectNode body) {
        JsonNode primary = primaryName(body);
        String nameColumn = ColumnJson.schemaName(primary).toLowerCase(Locale.ROOT);
        TableDefinition table = TableJson.parse(body, nameColumn);
        if (environment.metadata().table(table.logicalName()) != null) {
            throw Refusal.of(
                    ErrorCode.ENTITY_NAME_EXISTS,
                    "An entity with the specified name " + table.logicalName() + " already exists.");
        }
        tx.put(MetadataRows.TABLE, table.id().toString(), TableJson.write(table));
        body.path("Attributes").forEach(column -> columns.create(tx, table, (ObjectNode) column));
        if (body.path("HasNotes").asBoolean(false)) {
            relationships.regarding(tx, table, "annotation", "objectid");
        }
        if (body.path("HasActivities").asBoolean(false)) {
            List.of("task", "phonecall", "appointment")
                    .forEach(activity -> relationships.regarding(tx, table, activity, "regardingobjectid"));
        }
        environment.announce(table.logicalName());
        return "EntityDefinitions(" + table.id() + ")";
    }

    private static JsonNode primaryName(ObjectNode body) {
        for (JsonNode column : body.path("Attributes")) {
            if (column.path("IsPrimaryName").asBoolean(false)) {
                return column;
            }
        }
        throw Refusal.invalid("The table needs a column with IsPrimaryName.");
    }

    private String deleteTable(Transaction tx, TableDefinition table) {
        if (!table.traits().custom()) {
            throw Refusal.of(ErrorCode.NOT_SUPPORTED, "The table " + table.logicalName() + " cannot be deleted.");
        }
        List.copyOf(tx.table(table.logicalName()).rows().keySet()).forEach(id -> tx.remove(table.logicalName(), id));
        relationships.deleteAllOf(tx, table);
        table.keys().forEach(key -> tx.remove(MetadataRows.KEY, key.id().toString()));
        List.copyOf(table.columns()).stream()
                .filter(Column::custom)
                .forEach(column -> tx.remove(MetadataRows.COLUMN, column.id().toString()));
        tx.remove(MetadataRows.TABLE, table.id().toString());
        return "";
    }

    private String createOptionSet(Transaction tx, ObjectNode body) {
        String name = Json.text(body, "Name");
        if (!name.matches("[A-Za-z][A-Za-z0-9]{1,7}_[A-Za-z0-9_]+")) {
            throw Refusal.of(ErrorCode.INVALID_PREFIX, "The name of the choice needs a publisher's prefix.");
        }
        if (environment.metadata().optionSet(name) != null) {
            throw Refusal.of(
                    ErrorCode.OPTION_SET_NAME_EXISTS, "An OptionSet with the name '" + name + "' already exists.");
        }
        OptionSet set = OptionSetJson.parse(name, true, body, ColumnWrites.FIRST_OPTION);
        tx.put(MetadataRows.OPTION_SET, set.id().toString(), OptionSetJson.write(set));
        return "GlobalOptionSetDefinitions(" + set.id() + ")";
    }

    private String deleteOptionSet(Transaction tx, OptionSet set) {
        boolean used = environment.metadata().tables().stream()
                .flatMap(table -> table.columns().stream())
                .anyMatch(column -> column.optionSet().equals(set.name()));
        if (used) {
            throw Refusal.of(
                    ErrorCode.CANNOT_DELETE_DUE_TO_ASSOCIATION,
                    "The choice is used by a column and cannot be deleted.");
        }
        tx.remove(MetadataRows.OPTION_SET, set.id().toString());
        return "";
    }

    /** The reactivation of a failed key, an action rather than an address. */
    Reply reactivate(Transaction tx, ODataRequest request) {
        ObjectNode body = request.json();
        TableDefinition table = environment.tableNamed(Json.text(body, "EntityLogicalName"));
        String wanted = Json.text(body, "EntityKeyLogicalName");
        AlternateKey key = table.keys().stream()
                .filter(one -> one.schemaName().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.missing("EntityKey", wanted));
        keys.reactivate(tx, key);
        return Replies.noContent();
    }
}
