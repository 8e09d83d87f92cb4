package org.crmmigration.sandbox.dynamics;

import java.time.Duration;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** Tasks, phone calls and appointments: when they end, and that finished ones are read-only. */
final class ActivityRules implements TableRules.Rule {

    private static final int COMPLETED = 1;
    private static final int CANCELED = 2;

    private final Environment environment;

    ActivityRules(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void beforeSave(Draft draft) {
        ObjectNode before = draft.before();
        int state = draft.number("statecode", 0);
        if (before != null) {
            int was = before.path("statecode").asInt(0);
            if (isFinished(was) && was == state) {
                throw Refusal.of(
                        ErrorCode.ROW_IS_INACTIVE,
                        "Cannot update " + draft.table().logicalName() + " with Id " + draft.id()
                                + " because it is completed or canceled.");
            }
            if (was != COMPLETED && state == COMPLETED) {
                complete(draft);
            }
        }
        if (draft.table().logicalName().equals("appointment")) {
            appointment(draft);
        }
        duration(draft);
    }

    private static boolean isFinished(int state) {
        return state == COMPLETED || state == CANCELED;
    }

    private void complete(Draft draft) {
        if (!draft.has("actualend") || !environment.quirks().sales().keepActualEnd()) {
            draft.row().put("actualend", environment.nowText());
        }
        if (draft.table().logicalName().equals("task")) {
            draft.row().put("percentcomplete", 100);
        }
    }

    private void appointment(Draft draft) {
        boolean both = draft.has("scheduledstart") && draft.has("scheduledend");
        if (!both && environment.quirks().sales().appointmentNeedsTimes()) {
            throw Refusal.of(
                    ErrorCode.REQUIRED_FIELD_MISSING, "An appointment needs a scheduledstart and a scheduledend.");
        }
        if (both && Times.parse(draft.text("scheduledend")).isBefore(Times.parse(draft.text("scheduledstart")))) {
            throw Refusal.invalid("The end time of the appointment cannot occur before the start time.");
        }
    }

    private static void duration(Draft draft) {
        if (draft.has("scheduledstart") && draft.has("scheduledend")) {
            long minutes = Duration.between(
                            Times.parse(draft.text("scheduledstart")), Times.parse(draft.text("scheduledend")))
                    .toMinutes();
            draft.row().put("scheduleddurationminutes", minutes);
        }
    }
}
