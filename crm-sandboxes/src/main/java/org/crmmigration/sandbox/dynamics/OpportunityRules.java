package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** Who an opportunity belongs to, that closed ones are read-only, and its price list's currency. */
final class OpportunityRules implements TableRules.Rule {

    static final int OPEN = 0;

    private final Environment environment;
    private final RowWriter writer;

    OpportunityRules(Environment environment, RowWriter writer) {
        this.environment = environment;
        this.writer = writer;
    }

    @Override
    public void beforeSave(Draft draft) {
        ObjectNode before = draft.before();
        if (before != null) {
            checkState(draft, before);
        }
        customer(draft);
        ObjectNode priceList = draft.tx().get("pricelevel", draft.text("_pricelevelid_value"));
        if (priceList != null
                && !priceList
                        .path("_transactioncurrencyid_value")
                        .asString("")
                        .equals(draft.text("_transactioncurrencyid_value"))) {
            throw Refusal.of(
                    ErrorCode.PRICE_LIST_CURRENCY_DIFFERS,
                    "The currency of the record does not match the currency of the price list.");
        }
        if (draft.isNew() && !draft.has("isrevenuesystemcalculated")) {
            draft.row().put("isrevenuesystemcalculated", false);
        }
    }

    @Override
    public void afterSave(Draft draft) {
        boolean calculated = draft.row().path("isrevenuesystemcalculated").asBoolean(false);
        if (draft.isNew() ? calculated : calculated && draft.changes("isrevenuesystemcalculated")) {
            OpportunityTotals.recalculate(environment, writer, draft.tx(), draft.id());
        }
    }

    private static void checkState(Draft draft, ObjectNode before) {
        int was = before.path("statecode").asInt(OPEN);
        int shall = draft.number("statecode", OPEN);
        if (was == shall && was != OPEN) {
            throw Refusal.of(
                    ErrorCode.OPPORTUNITY_ALREADY_CLOSED, "The opportunity is already closed and cannot be changed.");
        }
        if (was != shall && shall != OPEN) {
            throw Refusal.of(
                    ErrorCode.OPPORTUNITY_SET_STATE,
                    "You can't change the state of an opportunity to won or lost this way. Use the WinOpportunity or"
                            + " LoseOpportunity message.");
        }
    }

    private void customer(Draft draft) {
        if (environment.quirks().sales().customerInStep() && !draft.has("_customerid_value")) {
            String from = draft.has("_parentaccountid_value") ? "account" : "contact";
            if (draft.has("_parent" + from + "id_value")) {
                draft.row().set("_customerid_value", draft.value("_parent" + from + "id_value"));
                draft.row().put("_customerid_type", from);
            }
        }
        boolean anyone = draft.has("_customerid_value")
                || draft.has("_parentaccountid_value")
                || draft.has("_parentcontactid_value");
        if (!anyone && environment.quirks().sales().opportunityNeedsCustomer()) {
            throw Refusal.of(
                    ErrorCode.INVALID_CUSTOMER, "You should specify a parent contact or account for the opportunity.");
        }
        Projections.set(draft, "_customerid_value", "_customerid_type", "_accountid_value", "_contactid_value");
    }
}
