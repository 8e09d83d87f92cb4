package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row about to be stored.
 *
 * @param before the row as it is, null for a new one
 * @param row the row as it shall be, changed in place by the rules of its table
 * @param sent what the request said
 */
record Draft(
        Transaction tx,
        TableDefinition table,
        String id,
        @Nullable ObjectNode before,
        ObjectNode row,
        JsonNode sent,
        RequestContext context) {

    boolean isNew() {
        return before == null;
    }

    boolean has(String member) {
        return !value(member).isNull();
    }

    /** The value to be stored, a null node when there is none. */
    JsonNode value(String member) {
        JsonNode value = row.path(member);
        return value.isMissingNode() ? NullNode.getInstance() : value;
    }

    String text(String member) {
        return row.path(member).asString("");
    }

    int number(String member, int otherwise) {
        return row.path(member).asInt(otherwise);
    }

    boolean changes(String member) {
        JsonNode old = before == null ? NullNode.getInstance() : before.path(member);
        return !value(member).equals(old.isMissingNode() ? NullNode.getInstance() : old);
    }
}
