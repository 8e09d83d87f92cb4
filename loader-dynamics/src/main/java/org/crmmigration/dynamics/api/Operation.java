package org.crmmigration.dynamics.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a batch.
 *
 * @param calls one call, or the members of a change set, which take effect together or not at all
 */
public record Operation(List<Call> calls) {

    /** Copies the calls. */
    public Operation {
        calls = List.copyOf(calls);
    }

    /** An operation of one call. */
    public static Operation of(Call call) {
        return new Operation(List.of(call));
    }

    /**
     * One call within a batch.
     *
     * @param path below the API's root, for example {@code contacts(<id>)}
     * @param headers of this call alone, for example {@code If-None-Match}
     * @param body JSON text, null when there is none
     */
    public record Call(
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String body) {
        /** Copies the headers. */
        public Call {
            headers = Map.copyOf(headers);
        }
    }
}
