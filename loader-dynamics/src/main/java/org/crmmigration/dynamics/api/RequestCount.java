package org.crmmigration.dynamics.api;

import java.util.Set;
import java.util.regex.Pattern;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.port.CallCost;

/**
 * What a call counts: one against service protection, and against the daily entitlement every row of a bulk call and every
 * call of a batch. Source: "Requests limits and allocations", Power Platform admin guide (2025-05-29).
 */
public final class RequestCount {

    /** The window of service protection. */
    public static final String WINDOW = "requests";

    private static final Set<String> WINDOWS = Set.of(WINDOW);
    private static final Pattern TARGET = Pattern.compile("\\{\"@odata\\.type\":\"Microsoft\\.Dynamics\\.CRM\\.");
    private static final Pattern CALL = Pattern.compile(" HTTP/1\\.1\r\n");

    private RequestCount() {}

    /** The cost of a call. */
    public static CallCost of(ApiRequest request) {
        String body = request.body();
        if (body == null) {
            return new CallCost(1, WINDOWS);
        }
        if (request.route().endsWith("$batch")) {
            return new CallCost(Math.max(1, CALL.matcher(body).results().count()), WINDOWS);
        }
        return request.route().endsWith("Multiple")
                ? new CallCost(Math.max(1, TARGET.matcher(body).results().count()), WINDOWS)
                : new CallCost(1, WINDOWS);
    }
}
