package org.crmmigration.loader.http;

import java.util.Map;
import java.util.Optional;

/**
 * One HTTP answer.
 *
 * @param status HTTP status code
 * @param headers lower-case names to the first value
 * @param body text, empty when there is none
 */
public record ApiResponse(int status, Map<String, String> headers, String body) {

    /** Copies the headers. */
    public ApiResponse {
        headers = Map.copyOf(headers);
    }

    /** A header's value. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
