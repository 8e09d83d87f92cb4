package org.crmmigration.sandbox.dynamics;

import java.time.Instant;
import java.util.List;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.ColumnType;
import org.crmmigration.sandbox.dynamics.metadata.OptionSet;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server itself writes into every row: audit columns, owner, currency, state; and the required columns. */
final class SystemMembers {

    private static final String OVERRIDDEN = "overriddencreatedon";

    private final Environment environment;

    SystemMembers(Environment environment) {
        this.environment = environment;
    }

    void onCreate(Draft draft) {
        ObjectNode row = draft.row();
        String now = environment.nowText();
        row.put("_createdby_value", draft.context().user());
        String onBehalf = draft.context().onBehalf();
        if (onBehalf != null) {
            row.put("_createdonbehalfby_value", onBehalf);
        }
        row.put("createdon", now);
        if (draft.has(OVERRIDDEN)) {
            backdate(draft, now);
        }
        row.put("_modifiedby_value", draft.context().user());
        if (draft.table().traits().owned()) {
            owner(draft);
        }
        currency(draft);
        initialState(draft);
    }

    void onUpdate(Draft draft) {
        draft.row().put("_modifiedby_value", draft.context().user());
        if (draft.table().traits().owned()) {
            owner(draft);
        }
        Column state = draft.table().column("statecode");
        if (state != null && (draft.changes("statecode") || draft.changes("statuscode"))) {
            changeState(draft, state);
        }
    }

    void requireColumns(Draft draft) {
        boolean all = environment.quirks().rows().enforceBusinessRequired();
        for (Column column : draft.table().columns()) {
            boolean enforced = switch (column.required()) {
                case SYSTEM -> true;
                case APPLICATION -> all;
                case RECOMMENDED, NONE -> false;
            };
            if (enforced && !draft.has(column.member())) {
                throw Refusal.of(
                        ErrorCode.REQUIRED_FIELD_MISSING, "Required field '" + column.logicalName() + "' is missing.");
            }
        }
    }

    /** The two columns swap: the given date becomes the creation date, the real one goes to the other column. */
    private void backdate(Draft draft, String now) {
        environment.security().require("prvOverrideCreatedOnCreatedBy", draft.context());
        Instant wanted = Times.parse(draft.text(OVERRIDDEN));
        if (wanted.isAfter(environment.now()) && environment.quirks().rows().refuseFutureCreatedOn()) {
            throw Refusal.invalid("The date overriddencreatedon cannot be in the future.");
        }
        String shown = environment.quirks().rows().overriddenCreatedOnKeepsTime()
                ? Times.moment(wanted)
                : Times.day(wanted) + "T00:00:00Z";
        draft.row().put("createdon", shown).put(OVERRIDDEN, now);
    }

    private static void owner(Draft draft) {
        if (!draft.has("_ownerid_value")) {
            draft.row().put("_ownerid_value", draft.context().user()).put("_ownerid_type", "systemuser");
        }
        if (draft.text("_ownerid_type").equals("systemuser")) {
            draft.row().set("_owninguser_value", draft.value("_ownerid_value"));
        } else {
            draft.row().remove("_owninguser_value");
        }
        draft.row().put("_owningbusinessunit_value", Seed.BUSINESS_UNIT);
    }

    private void currency(Draft draft) {
        Column currency = draft.table().column("transactioncurrencyid");
        if (currency != null && !draft.has(currency.member())) {
            draft.row()
                    .put(
                            currency.member(),
                            Seed.currencyId(environment.settings().currencies().getFirst()));
        }
        if (draft.table().column("exchangerate") != null && currency != null) {
            draft.row().put("exchangerate", 1);
        }
    }

    private void initialState(Draft draft) {
        Column state = draft.table().column("statecode");
        if (state == null) {
            return;
        }
        OptionSet.Option first =
                environment.metadata().optionsOf(state).options().getFirst();
        draft.row().put("statecode", first.value());
        if (draft.has("statuscode")) {
            requireFit(draft, first);
        } else {
            draft.row().put("statuscode", defaultReason(draft, first.value()));
        }
    }

    private void changeState(Draft draft, Column state) {
        int wanted = draft.number("statecode", 0);
        OptionSet.Option option =
                environment.metadata().optionsOf(state).option(wanted).orElseThrow();
        JsonNode sent = draft.sent().path("statuscode");
        if (sent.isMissingNode() || sent.asInt(0) == -1) {
            draft.row().put("statuscode", defaultReason(draft, wanted));
        } else {
            requireFit(draft, option);
        }
    }

    private int defaultReason(Draft draft, int state) {
        return reasons(draft).stream()
                .filter(reason -> reason.state() == state)
                .findFirst()
                .orElseThrow()
                .value();
    }

    private void requireFit(Draft draft, OptionSet.Option state) {
        int reason = draft.number("statuscode", 0);
        boolean fits =
                reasons(draft).stream().anyMatch(option -> option.value() == reason && option.state() == state.value());
        if (!fits) {
            String name = draft.table().names().schemaName();
            throw Refusal.of(
                    ErrorCode.INVALID_STATE_STATUS,
                    reason + " is not a valid status code for state code "
                            + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1) + "State."
                            + state.label() + " on " + draft.table().logicalName() + " with Id " + draft.id() + ".");
        }
    }

    private List<OptionSet.Option> reasons(Draft draft) {
        Column status = draft.table().column("statuscode");
        return status == null || status.type() != ColumnType.STATUS
                ? List.of()
                : environment.metadata().optionsOf(status).options();
    }
}
