package org.crmmigration.dynamics;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row to be created under an id of ours.
 *
 * @param body without the id
 * @param state to bring it into at once, null when it stays as created
 * @param parent what creating it locks, so that two calls at once would only deadlock; null when nothing
 */
record Row(
        RowType type,
        String id,
        ObjectNode body,
        @Nullable String state,
        @Nullable String parent) {}
