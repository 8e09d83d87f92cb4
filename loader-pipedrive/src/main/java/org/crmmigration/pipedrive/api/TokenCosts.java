package org.crmmigration.pipedrive.api;

import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.port.CallCost;

/**
 * What a call costs in Pipedrive's tokens, by class of endpoint; v1 costs twice as much as v2. Source: {@code x-token-cost}
 * in the vendor's OpenAPI files of 2026-08-18.
 */
public final class TokenCosts {

    /** Every call counts in it. */
    public static final String BURST = "burst";

    /** Searches count in it too. */
    public static final String SEARCH = "search";

    private static final Map<String, Integer> SPECIAL = Map.of(
            "GET /api/v2/pipelines", 5,
            "GET /api/v2/stages", 5,
            "GET /api/v2/deals/archived", 20,
            "GET /api/v1/users/me", 2,
            "GET /api/v1/users/find", 40);

    private TokenCosts() {}

    /** The cost and the windows of a call. */
    public static CallCost of(ApiRequest request) {
        String route = request.route();
        boolean search = route.endsWith("/search") || route.contains("/itemSearch");
        double factor = route.startsWith("/api/v1/") ? 2 : 1;
        Integer special = SPECIAL.get(request.method() + " " + route);
        double cost = special != null ? special : factor * (search ? 20 : plain(request.method(), route));
        return new CallCost(cost, search ? Set.of(BURST, SEARCH) : Set.of(BURST));
    }

    private static double plain(String method, String route) {
        return switch (method) {
            case "GET" -> route.endsWith("}") ? 1 : 10;
            case "DELETE" -> 3;
            default -> 5;
        };
    }
}
