package org.crmmigration.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as it came in. Query names are decoded; a name that came more than once has its values joined by commas.
 *
 * @param headers by lower-case name, first value only
 * @param body the text of the body, empty when there was none
 */
public record Call(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    public Call {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The first value of a header, by lower-case name. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }
}
