package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.OptionSet;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** WinOpportunity and LoseOpportunity: the only ways to close an opportunity. */
final class OpportunityActions {

    static final int WON = 1;
    static final int LOST = 2;
    private static final int COMPLETED = 1;

    private final Environment environment;
    private final RowWriter writer;

    OpportunityActions(Environment environment, RowWriter writer) {
        this.environment = environment;
        this.writer = writer;
    }

    Reply close(Transaction tx, ODataRequest request, int state) {
        ObjectNode body = request.json();
        JsonNode close = body.path("OpportunityClose");
        if (!close.isObject()) {
            throw Refusal.of(ErrorCode.PAYLOAD, "The parameter 'OpportunityClose' is missing.");
        }
        if (!Json.text(close, "@odata.type").replace("#", "").equals("Microsoft.Dynamics.CRM.opportunityclose")) {
            throw Refusal.of(
                    ErrorCode.PAYLOAD,
                    "The parameter 'OpportunityClose' needs an @odata.type of 'Microsoft.Dynamics.CRM.opportunityclose'.");
        }
        if (!body.path("Status").isIntegralNumber()) {
            throw Refusal.of(ErrorCode.PAYLOAD, "The parameter 'Status' is missing.");
        }
        String closeId = writer.create(tx, environment.tableNamed("opportunityclose"), close, "", request.context());
        ObjectNode closed = EntityWrites.existing(tx, environment.tableNamed("opportunityclose"), closeId);
        String id = Json.text(closed, "_opportunityid_value");
        TableDefinition table = environment.tableNamed("opportunity");
        environment.security().require("Write", table, request.context());
        ObjectNode opportunity = EntityWrites.existing(tx, table, id);
        if (opportunity.path("statecode").asInt(0) != OpportunityRules.OPEN) {
            throw Refusal.of(ErrorCode.OPPORTUNITY_ALREADY_CLOSED, "The opportunity is already closed.");
        }
        int status = status(table, body.path("Status").asInt(-1), state);
        opportunity.put("statecode", state).put("statuscode", status);
        opportunity.set(
                "actualvalue",
                closed.has("actualrevenue") ? closed.path("actualrevenue") : opportunity.path("estimatedvalue"));
        String end = closed.has("actualend") ? closed.path("actualend").asString() : environment.nowText();
        opportunity.put("actualclosedate", Times.day(Times.parse(end)));
        if (opportunity.path("actualvalue").isMissingNode()) {
            opportunity.remove("actualvalue");
        }
        writer.touch(tx, table, id, opportunity);
        closed.put("statecode", COMPLETED).put("statuscode", 2);
        closed.put("actualend", end);
        writer.touch(tx, environment.tableNamed("opportunityclose"), closeId, closed);
        request.work().update();
        return Replies.noContent();
    }

    private int status(TableDefinition table, int wanted, int state) {
        Column column = java.util.Objects.requireNonNull(table.column("statuscode"));
        OptionSet reasons = environment.metadata().optionsOf(column);
        return reasons.options().stream()
                .filter(reason -> reason.state() == state && (wanted == -1 || reason.value() == wanted))
                .findFirst()
                .map(OptionSet.Option::value)
                .orElseThrow(() -> Refusal.of(
                        ErrorCode.INVALID_STATE_STATUS,
                        wanted + " is not a valid status code for state code OpportunityState."
                                + (state == WON ? "Won" : "Lost") + " on opportunity."));
    }
}
