package org.crmmigration.sandbox.pipedrive;

import java.util.function.Function;
import org.crmmigration.sandbox.Reply;

/**
 * One operation of the API.
 *
 * @param cost tokens of the daily budget
 */
record Endpoint(int cost, Kind kind, Params.Spec params, Function<Request, Reply> handler) {

    /** What an operation does to the account and which windows it counts in. */
    enum Kind {
        READ,
        SEARCH,
        WRITE
    }
}
