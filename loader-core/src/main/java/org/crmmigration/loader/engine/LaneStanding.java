package org.crmmigration.loader.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.loader.budget.BudgetFigures;
import org.crmmigration.loader.budget.Hold;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.Finding;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/** Says how one migration's lane stands: whether it moves, why not, and its figures. */
final class LaneStanding {

    /** Longer than a call may take; a call is repeated several times before its lane is held. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final MigrationDefined migration;
    private final LaneRate rate;

    LaneStanding(MigrationDefined migration, LaneRate rate) {
        this.migration = migration;
        this.rate = rate;
    }

    /** While it is not open. */
    LaneState closed(LaneReason reason, String explanation) {
        return state(reason, null, explanation, null, Map.of(), List.of(), List.of());
    }

    /** While it is open. */
    LaneState open(Lane current) {
        LaneParts parts = current.parts();
        BudgetFigures budget = parts.budget().figures();
        Reason why = Reason.of(current, budget);
        Map<String, Double> figures = new TreeMap<>();
        figures.put("calls", (double) current.figures().calls());
        figures.put("cost", current.figures().cost());
        figures.put("outcomes", (double) current.figures().outcomes());
        figures.put("ratePerSecond", rate.of(current.figures().outcomes()));
        figures.put("inFlight", (double) current.underWay());
        figures.put("queued", (double) parts.queue().size());
        figures.put("inDoubt", (double) parts.doubts().size());
        figures.put("throttled", (double) budget.throttled());
        figures.put("budgetLimit", budget.limit());
        figures.put("budgetUsed", budget.used());
        figures.put("budgetRemaining", budget.remaining());
        figures.put("callsPerSecond", budget.callsPerSecond());
        CrmCapabilities can = parts.client().capabilities();
        figures.put("objectsPerCall", (double) can.usualBulkSize());
        figures.put("objectsPerReadBack", (double) can.usualReadBackSize());
        List<String> inDoubt =
                parts.doubts().keys().stream().map(ObjectKey::toString).toList();
        return state(
                why.reason(),
                why.until(),
                why.explanation() + (why.waits() ? "" : parts.preflight().noted()),
                current.stand(),
                figures,
                inDoubt,
                parts.preflight().findings());
    }

    private LaneState state(
            LaneReason reason,
            @Nullable Instant until,
            String explanation,
            Lane.@Nullable Stand stand,
            Map<String, Double> figures,
            List<String> inDoubt,
            List<Finding> findings) {
        return new LaneState(
                migration.migration(),
                migration.destination(),
                reason,
                until,
                explanation,
                stand == null ? null : stand.run(),
                stand == null ? null : stand.phase(),
                figures,
                inDoubt,
                findings);
    }

    /** The first of the reasons that holds, the one a person can do most about first. */
    private record Reason(LaneReason reason, @Nullable Instant until, String explanation) {

        static Reason of(Lane lane, BudgetFigures budget) {
            LaneParts parts = lane.parts();
            LaneHold.Held held = parts.hold().held();
            Hold hold = budget.hold();
            if (parts.gates().paused()) {
                return new Reason(LaneReason.PAUSED, null, "the migration is paused");
            }
            if (lane.awaitsTurn()) {
                return new Reason(
                        LaneReason.ACCOUNT_BUSY,
                        null,
                        parts.turn()
                                .holder()
                                .map(
                                        other -> "migration " + other
                                                + " works on the same account; this one goes on when that one ends or is paused")
                                .orElse("asking for the account"));
            }
            if (held != null) {
                return new Reason(held.reason(), held.until(), held.explanation());
            }
            if (lane.underWay() > 0 && budget.silence().compareTo(SILENCE) > 0) {
                return new Reason(
                        LaneReason.CRM_UNAVAILABLE,
                        null,
                        "no answer for " + budget.silence().toSeconds() + " s");
            }
            if (hold != null) {
                return of(hold);
            }
            if (parts.doubts().size() > 0 && lane.underWay() <= parts.doubts().size()) {
                return new Reason(
                        LaneReason.IN_DOUBT, null, "waiting until lost answers can be looked for without mistake");
            }
            if (lane.atGate()) {
                return new Reason(LaneReason.GATE_CLOSED, null, "the next phase is not approved yet");
            }
            return new Reason(LaneReason.NONE, null, lane.underWay() > 0 ? "running" : "waiting for commands");
        }

        /** Whether a person has to know why first of all. */
        boolean waits() {
            return reason != LaneReason.NONE && reason != LaneReason.GATE_CLOSED;
        }

        private static Reason of(Hold hold) {
            return switch (hold.why()) {
                case DAY -> new Reason(LaneReason.DAILY_BUDGET_USED, hold.until(), "the account's day is used up");
                case WINDOW ->
                    new Reason(
                            LaneReason.THROTTLED,
                            hold.until(),
                            "the account's calls are used up for now, or the CRM asked for a pause");
                case BLOCKED ->
                    new Reason(LaneReason.THROTTLED, hold.until(), "the CRM blocks the account for a while");
            };
        }
    }
}
