package org.crmmigration.ingest.kartra;

import org.crmmigration.ingest.IngestException;

/** The Kartra account cannot be asked. The message says why and what to do; never a credential, never an answer's text. */
public final class KartraException extends IngestException {

    private final boolean everyCommand;

    KartraException(String message) {
        this(message, false);
    }

    /** With whether every other command would meet the same. */
    KartraException(String message, boolean everyCommand) {
        super(message);
        this.everyCommand = everyCommand;
    }

    KartraException(String message, Throwable cause) {
        super(message, cause);
        this.everyCommand = false;
    }

    /** Whether every other command would meet the same. */
    boolean everyCommand() {
        return everyCommand;
    }
}
