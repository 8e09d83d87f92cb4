package org.crmmigration.ingest.kartra;

import org.crmmigration.ingest.IngestException;

/** The Kartra account cannot be asked. The message says why and what to do; never a credential, never an answer's text. */
public final class KartraException extends IngestException {

    KartraException(String message) {
        super(message);
    }

    KartraException(String message, Throwable cause) {
        super(message, cause);
    }
}
