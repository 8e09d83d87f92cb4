package org.crmmigration.ingest;

import org.jspecify.annotations.Nullable;

/** Ingest cannot go on. The message says with what, why, and what to do; never a value of the data. */
public class IngestException extends RuntimeException {

    /** For a reason that is not an exception. */
    public IngestException(String message) {
        super(message);
    }

    /** With the exception behind it. */
    public IngestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
