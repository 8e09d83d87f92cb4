package org.crmmigration.sandbox.pipedrive;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What one kind of record demands beyond the shape of its members. */
@FunctionalInterface
interface Rules {

    /** Nothing more. */
    Rules NONE = change -> {};

    /** Refuses the change, or completes the row that will be stored. */
    void apply(Change change);

    /**
     * A create or an update on its way.
     *
     * @param body what was sent, already of the right shapes
     * @param row what will be stored; the members of the body are in it
     * @param before what was stored, null when creating
     */
    record Change(ObjectNode body, ObjectNode row, @Nullable ObjectNode before) {

        boolean creating() {
            return before == null;
        }
    }
}
