package org.crmmigration.loader.engine;

import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.value.ObjectKey;

/** A command and where it stands on its topic. */
record Delivered(long offset, ObjectCommand command) {

    ObjectKey key() {
        return command.key();
    }
}
