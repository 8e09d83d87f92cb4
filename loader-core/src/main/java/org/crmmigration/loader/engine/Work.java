package org.crmmigration.loader.engine;

import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * One command being carried out.
 *
 * @param offset where the command stands on its topic
 */
record Work(long offset, ObjectCommand command, Calls calls) {

    Work(Delivered delivered, LaneHold hold) {
        this(delivered.offset(), delivered.command(), new Calls(hold));
    }

    ObjectKey key() {
        return command.key();
    }
}
