package org.crmmigration.loader.engine;

import java.util.Collection;
import java.util.Map;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;

/** Reads commands again from where they stand on their topic. */
interface PastCommands {

    /** The commands at these offsets; an offset that holds none is left out. */
    Map<Long, ObjectCommand> at(Collection<Long> offsets);
}
