package org.crmmigration.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@code migrate run} was asked for, with every path absolute. */
record RunRequest(
        String migration,
        Path export,
        Destination destination,
        @Nullable Path mapping,
        @Nullable Path account,
        Path state,
        Path out,
        boolean confirmed,
        boolean waitForBudget,
        boolean strict,
        int port,
        boolean sandboxLimits,
        @Nullable String timeZone,
        boolean json) {

    /** The same over another export. */
    RunRequest over(Path newer) {
        return new RunRequest(
                migration,
                newer,
                destination,
                mapping,
                account,
                state,
                out,
                confirmed,
                waitForBudget,
                strict,
                port,
                sandboxLimits,
                timeZone,
                json);
    }
}
