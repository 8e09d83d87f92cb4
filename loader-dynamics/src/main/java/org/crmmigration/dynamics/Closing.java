package org.crmmigration.dynamics;

import java.util.Map;
import org.crmmigration.dynamics.api.Operation;
import org.crmmigration.loader.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an opportunity is closed, by the action that does it: a PATCH of the state is refused.
 *
 * @param won otherwise lost
 * @param status status reason, 3 won, 4 canceled, 5 out-sold
 * @param revenue JSON number or null
 * @param date JSON text or null
 */
record Closing(String opportunity, boolean won, int status, JsonNode revenue, JsonNode date, String reason) {

    private static final int CANCELED = 4;
    private static final int WON = 3;

    static Closing of(String opportunity, boolean won, JsonNode revenue, JsonNode date, String reason) {
        return new Closing(opportunity, won, won ? WON : CANCELED, revenue, date, reason);
    }

    /** As it was closed before. */
    static Closing again(String opportunity, JsonNode closed) {
        String state = Json.text(closed, "state");
        boolean won = state.startsWith("1/");
        int status = Integer.parseInt(state.substring(state.indexOf('/') + 1));
        return new Closing(opportunity, won, status, closed.path("revenue"), closed.path("date"), won ? "Won" : "Lost");
    }

    String action() {
        return won ? "WinOpportunity" : "LoseOpportunity";
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        body.put("Status", status);
        ObjectNode close = body.putObject("OpportunityClose");
        close.put("@odata.type", "Microsoft.Dynamics.CRM.opportunityclose");
        close.put("subject", reason);
        close.put("opportunityid@odata.bind", "/opportunities(" + opportunity + ")");
        if (!Kind.isEmpty(revenue)) {
            close.set("actualrevenue", revenue);
        }
        if (!Kind.isEmpty(date)) {
            close.set("actualend", date);
        }
        return body;
    }

    Operation.Call call() {
        return new Operation.Call("POST", action(), Map.of(), Json.text(body()));
    }
}
