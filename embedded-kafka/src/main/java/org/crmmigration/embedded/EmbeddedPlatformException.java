package org.crmmigration.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded broker or registry cannot start or go on; the message is one sentence a user can act on. */
public final class EmbeddedPlatformException extends RuntimeException {
    EmbeddedPlatformException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
