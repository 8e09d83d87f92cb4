package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.ManyToMany;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** Deletes a row and does to the rows that point to it what their relationships say. There is no recycle bin. */
final class Deletion {

    private final Environment environment;
    private final Navigation navigation;
    private final RowWriter writer;

    Deletion(Environment environment, Navigation navigation, RowWriter writer) {
        this.environment = environment;
        this.navigation = navigation;
        this.writer = writer;
    }

    void delete(Transaction tx, TableDefinition table, String id, RequestContext context) {
        environment.security().require("Delete", table, context);
        if (table.logicalName().equals("systemuser")) {
            throw Refusal.of(
                    ErrorCode.NOT_SUPPORTED, "The 'Delete' method does not support entities of type 'systemuser'.");
        }
        cascade(tx, table, id);
    }

    private void cascade(Transaction tx, TableDefinition table, String id) {
        ObjectNode row = tx.get(table.logicalName(), id);
        if (row == null) {
            return;
        }
        for (OneToMany one : environment.metadata().pointingTo(table.logicalName())) {
            List<String> children = switch (one.onDelete()) {
                case NO_CASCADE -> List.of();
                case CASCADE, REMOVE_LINK, RESTRICT -> new ArrayList<>(navigation.referencing(one, id));
            };
            children.forEach(child -> pointing(tx, one, child));
        }
        for (ManyToMany many : environment.metadata().manyToManyOf(table.logicalName())) {
            new ManyToManyRows(environment, many, table.logicalName(), "").removeAll(tx, id);
        }
        tx.remove(table.logicalName(), id);
        afterwards(tx, table, row);
    }

    private void pointing(Transaction tx, OneToMany one, String child) {
        TableDefinition table = environment.tableNamed(one.referencing());
        switch (one.onDelete()) {
            case CASCADE -> cascade(tx, table, child);
            case REMOVE_LINK -> unlink(tx, table, one, child);
            case RESTRICT ->
                throw Refusal.of(
                        ErrorCode.CANNOT_DELETE_DUE_TO_ASSOCIATION,
                        "The object cannot be deleted because it is associated with another object.");
            case NO_CASCADE -> {}
        }
    }

    private void unlink(Transaction tx, TableDefinition table, OneToMany one, String child) {
        ObjectNode row = tx.get(table.logicalName(), child);
        Column column = table.column(one.column());
        if (row != null && column != null) {
            row.remove(column.member());
            row.remove(column.targetMember());
            writer.touch(tx, table, child, row);
        }
    }

    private void afterwards(Transaction tx, TableDefinition table, ObjectNode row) {
        switch (table.logicalName()) {
            case "listmember" ->
                new ListMemberRules(environment, writer)
                        .count(tx, row.path("_listid_value").asString(), -1);
            case "opportunityproduct" ->
                OpportunityTotals.recalculate(
                        environment,
                        writer,
                        tx,
                        row.path("_opportunityid_value").asString());
            default -> {}
        }
    }
}
