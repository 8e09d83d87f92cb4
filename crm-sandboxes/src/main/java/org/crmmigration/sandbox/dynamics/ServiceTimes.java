package org.crmmigration.sandbox.dynamics;

import java.time.Duration;

/**
 * How much work a request is for the server. It is what the execution time limit adds up; the client waits for it only
 * when {@code waits} is set. Source of the proportions: sample outputs of the vendor's bulk operation samples, 100 rows
 * each (CreateMultiple 1 s, UpdateMultiple 3 s, UpsertMultiple 1 to 2 s, single requests 10 to 12 s).
 *
 * @param request every request or part of a batch
 * @param create one row created by a request of its own
 * @param update one row updated or deleted by a request of its own
 * @param bulkRow one row of CreateMultiple, UpdateMultiple or UpsertMultiple
 * @param readRow one row read
 * @param definition one change of a definition, publishing included
 * @param waits whether the answer comes only after that time
 */
public record ServiceTimes(
        Duration request,
        Duration create,
        Duration update,
        Duration bulkRow,
        Duration readRow,
        Duration definition,
        boolean waits) {

    /** No work at all: nothing waits and the execution time limit is never reached. */
    public static ServiceTimes none() {
        return new ServiceTimes(
                Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, false);
    }

    /** The vendor's sample figures, waited for. */
    public static ServiceTimes realistic() {
        return new ServiceTimes(
                Duration.ofMillis(5),
                Duration.ofMillis(95),
                Duration.ofMillis(95),
                Duration.ofMillis(15),
                Duration.ofNanos(100_000),
                Duration.ofMillis(800),
                true);
    }

    /** The same work, counted but not waited for. */
    public ServiceTimes counted() {
        return new ServiceTimes(request, create, update, bulkRow, readRow, definition, false);
    }
}
