package org.crmmigration.loader.engine;

import org.jspecify.annotations.Nullable;

/** A lane cannot go on as it is. The message says why and is free of personal data. */
final class LaneBroken extends RuntimeException {
    LaneBroken(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
