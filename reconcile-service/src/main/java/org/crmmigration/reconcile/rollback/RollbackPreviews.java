package org.crmmigration.reconcile.rollback;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RollbackPlan;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.life.MigrationView;
import org.jspecify.annotations.Nullable;

/** Computes what a rollback would do. */
public final class RollbackPreviews {

    private static final String GONE = "gone-in-crm";
    private static final int LOOKED_AT_ONCE = 20;

    private final EditsReader edits;
    private final Clock clock;

    /** Previews with persons' values from this reader. */
    public RollbackPreviews(EditsReader edits, Clock clock) {
        this.edits = edits;
        this.clock = clock;
    }

    /** What a rollback of this scope would do. */
    public RollbackPreview of(MigrationView view, OpenLedger ledger, RunScope scope) {
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        RunStanding look = lastLook(ledger, scope).orElse(null);
        try (RollbackPlan plan = ledger.rollbackPlan(scope, "");
                LedgerQueries queries = ledger.queries()) {
            List<RollbackPreview.TypePreview> types =
                    plan.counts().stream().map(RollbackPreviews::type).toList();
            long deletes = types.stream()
                    .mapToLong(RollbackPreview.TypePreview::delete)
                    .sum();
            long restores = types.stream()
                    .mapToLong(RollbackPreview.TypePreview::restore)
                    .sum();
            List<Outcome> changed =
                    look == null ? List.of() : edits.at(ledger.ledgerTopic(), queries.edits(look.run()));
            long gone = look == null
                    ? 0
                    : queries.types(look.run(), true).stream()
                            .filter(count -> count.code().equals(GONE))
                            .mapToLong(LedgerQueries.TypeCount::count)
                            .sum();
            long kept = look == null ? 0 : queries.edits(look.run()).size();
            Pace pace = Pace.of(ledger);
            long calls = pace.deletions(deletes) + restores * 2 + (deletes + LOOKED_AT_ONCE - 1) / LOOKED_AT_ONCE;
            return new RollbackPreview(
                    RollbackPreview.VERSION,
                    definition.migration(),
                    definition.destination(),
                    scope,
                    clock.instant(),
                    deletes,
                    restores,
                    types,
                    look == null ? null : look.run(),
                    look == null ? null : look.endedAt(),
                    kept,
                    changed.stream().map(Kept::of).toList(),
                    gone,
                    calls,
                    calls * pace.costPerCall(),
                    pace.seconds(calls),
                    remarks(scope, look, types),
                    look == null ? Map.of() : queries.differentFields(look.run()));
        }
    }

    /** The last finished look for edits that covered the whole migration or exactly this scope, unless a run followed. */
    private static Optional<RunStanding> lastLook(OpenLedger ledger, RunScope scope) {
        return ledger.standing().runs().values().stream()
                .reduce((_, later) -> later)
                .filter(run -> run.scope().reach() == Reach.VERIFICATION
                        && run.scope().causes().contains(OwnRuns.EDITS)
                        && run.scope().part().equals(scope.part())
                        && run.scope().keys().equals(scope.keys()))
                .filter(run -> run.phase(PhaseStanding.VERIFICATION)
                        .map(PhaseStanding::accounted)
                        .orElse(false));
    }

    private static List<String> remarks(
            RunScope scope, @Nullable RunStanding look, List<RollbackPreview.TypePreview> types) {
        List<String> remarks = new ArrayList<>();
        if (look == null) {
            remarks.add(
                    "Nobody has looked yet whether persons changed anything in the CRM since; each object is looked at"
                            + " before it is taken back, and stays if it was changed.");
        } else {
            remarks.add("What an object that stays refers to stays too: its organization, its fields, its labels.");
        }
        if (!scope.whole()) {
            remarks.add("This is a part: objects outside of it that refer to what is deleted lose that reference.");
        }
        if (types.stream().anyMatch(type -> type.earlier() > 0)) {
            remarks.add(
                    "Objects that an earlier run changed too stay as they are; take back that run as well to restore"
                            + " them.");
        }
        if (types.stream().anyMatch(type -> type.unanswered() > 0)) {
            remarks.add("Some commands have no outcome; should their objects be in the CRM, they are deleted too.");
        }
        return List.copyOf(remarks);
    }

    private static RollbackPreview.TypePreview type(RollbackPlan.Count count) {
        return new RollbackPreview.TypePreview(
                count.objectType(),
                count.delete(),
                count.unanswered(),
                count.restore(),
                count.adopted(),
                count.earlier());
    }
}
