package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.ColumnJson;
import org.crmmigration.sandbox.dynamics.metadata.ColumnType;
import org.crmmigration.sandbox.dynamics.metadata.Relationship;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.ManyToMany;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OnDelete;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.crmmigration.sandbox.dynamics.metadata.RelationshipJson;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates and deletes relationships; a one-to-many relationship brings its lookup column along. */
final class RelationshipWrites {

    private final Environment environment;
    private final ColumnWrites columns;

    RelationshipWrites(Environment environment, ColumnWrites columns) {
        this.environment = environment;
        this.columns = columns;
    }

    String create(Transaction tx, ObjectNode body) {
        String schemaName = ColumnJson.schemaName(body);
        if (environment.metadata().relationship(schemaName) != null) {
            throw Refusal.invalid("A relationship with the name " + schemaName + " already exists.");
        }
        Relationship relationship =
                RelationshipJson.isManyToMany(body) ? manyToMany(body) : oneToMany(tx, schemaName, body);
        save(tx, relationship);
        return "RelationshipDefinitions(" + relationship.id() + ")";
    }

    String delete(Transaction tx, Relationship relationship) {
        if (!tx.has(MetadataRows.RELATIONSHIP, relationship.id().toString())) {
            throw Refusal.of(ErrorCode.NOT_SUPPORTED, "The relationship cannot be deleted.");
        }
        if (relationship instanceof OneToMany one) {
            TableDefinition table = environment.tableNamed(one.referencing());
            Column column = table.column(one.column());
            if (column != null && column.custom()) {
                ColumnWrites.forgetValues(tx, table, column);
                tx.remove(MetadataRows.COLUMN, column.id().toString());
            }
        }
        tx.remove(MetadataRows.RELATIONSHIP, relationship.id().toString());
        return "";
    }

    void deleteAllOf(Transaction tx, TableDefinition table) {
        List<Relationship> all = new ArrayList<>(environment.metadata().lookupsOf(table.logicalName()));
        all.addAll(environment.metadata().pointingTo(table.logicalName()));
        all.addAll(environment.metadata().manyToManyOf(table.logicalName()));
        all.stream()
                .filter(one -> tx.has(MetadataRows.RELATIONSHIP, one.id().toString()))
                .forEach(one -> delete(tx, one));
    }

    /** Lets notes or activities be about rows of a new table. */
    void regarding(Transaction tx, TableDefinition table, String from, String lookup) {
        boolean note = from.equals("annotation");
        String nav = lookup + "_" + table.logicalName() + (note ? "" : "_" + from);
        String name = table.names().schemaName() + "_" + from + "s";
        save(tx, new OneToMany(name, table.logicalName(), from, lookup, nav, name, OnDelete.CASCADE));
        Column column = environment.tableNamed(from).column(lookup);
        if (column != null) {
            List<String> targets = new ArrayList<>(column.targets());
            targets.add(table.logicalName());
            Column wider = column.withTargets(targets);
            tx.put(MetadataRows.COLUMN, wider.id().toString(), ColumnJson.write(wider, environment.tableNamed(from)));
        }
    }

    private static void save(Transaction tx, Relationship relationship) {
        tx.put(MetadataRows.RELATIONSHIP, relationship.id().toString(), RelationshipJson.write(relationship));
    }

    private ManyToMany manyToMany(ObjectNode body) {
        ManyToMany many = RelationshipJson.manyToMany(body);
        environment.tableNamed(many.table1());
        environment.tableNamed(many.table2());
        return many;
    }

    private OneToMany oneToMany(Transaction tx, String schemaName, ObjectNode body) {
        TableDefinition referenced = environment.tableNamed(Json.text(body, "ReferencedEntity"));
        TableDefinition referencing = environment.tableNamed(Json.text(body, "ReferencingEntity"));
        JsonNode lookup = body.path("Lookup");
        String column = ColumnJson.schemaName(lookup);
        OnDelete onDelete = OnDelete.ofWord(Json.text(body.path("CascadeConfiguration"), "Delete"));
        columns.save(
                tx,
                referencing,
                Column.of(referencing.logicalName(), column, ColumnType.LOOKUP)
                        .required(Column.Required.ofWord(Json.text(lookup.path("RequiredLevel"), "Value")))
                        .targets(List.of(referenced.logicalName()))
                        .custom(true)
                        .build());
        return new OneToMany(
                schemaName,
                referenced.logicalName(),
                referencing.logicalName(),
                column.toLowerCase(Locale.ROOT),
                column,
                schemaName,
                onDelete);
    }
}
