package org.crmmigration.sandbox.dynamics;

import java.util.Map;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.OptionSet;
import org.crmmigration.sandbox.dynamics.metadata.Relationship;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.Literal;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** The definition that the key of a path's segment means, by name or id; what does not exist is refused. */
final class Definitions {

    private final Environment environment;

    Definitions(Environment environment) {
        this.environment = environment;
    }

    /** The table a segment's key names, by logical name or id. */
    TableDefinition table(ResourcePath.Segment segment) {
        String wanted = wanted(segment);
        return environment.metadata().tables().stream()
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
        return environment.metadata().globalOptionSets().stream()
                .filter(one -> one.name().equals(wanted) || one.id().toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Refusal.missing("OptionSet", wanted));
    }

    Relationship relationship(ResourcePath.Segment segment) {
        String wanted = wanted(segment);
        return environment.metadata().relationships().stream()
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

    static Refusal noColumn(TableDefinition table, String name) {
        return Refusal.bare(
                404,
                "0x80060888",
                "Could not find an attribute with name " + name + " for entity " + table.logicalName() + ".");
    }
}
