package org.crmmigration.reconcile.rollback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RollbackPlan;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.life.MigrationView;
import org.jspecify.annotations.Nullable;

/** Computes the preview of a rollback and the report of one that was done. */
public final class RollbackDocuments {

    private static final String GONE = "gone-in-crm";
    private static final int LOOKED_AT_ONCE = 20;

    private final EditsReader edits;
    private final Clock clock;

    /** Documents with persons' values from this reader. */
    public RollbackDocuments(EditsReader edits, Clock clock) {
        this.edits = edits;
        this.clock = clock;
    }

    /** What a rollback of this scope would do. */
    public RollbackPreview preview(MigrationView view, OpenLedger ledger, RunScope scope) {
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        RunStanding look = lastLook(ledger, scope).orElse(null);
        try (RollbackPlan plan = ledger.rollbackPlan(scope, "");
                LedgerQueries queries = ledger.queries()) {
            List<RollbackPreview.TypePreview> types =
                    plan.counts().stream().map(RollbackDocuments::type).toList();
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

    /** The report of a rollback; empty when the run is none. */
    public Optional<RollbackReport> report(MigrationView view, OpenLedger ledger, String runId) {
        return ledger.standing()
                .run(runId)
                .filter(run -> run.scope().reach() == Reach.ROLLBACK)
                .map(run -> report(view, ledger, run));
    }

    private RollbackReport report(MigrationView view, OpenLedger ledger, RunStanding run) {
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        try (LedgerQueries queries = ledger.queries()) {
            List<Long> offsets = queries.edits(run.run());
            return new RollbackReport(
                    RollbackReport.VERSION,
                    definition.migration(),
                    definition.destination(),
                    definition.sandbox(),
                    run.run(),
                    run.scope(),
                    view.currentState().name(),
                    run.mappedAccounted()
                            && run.phase(PhaseStanding.VERIFICATION)
                                    .map(PhaseStanding::accounted)
                                    .orElse(false),
                    clock.instant(),
                    run.beganAt(),
                    last(run),
                    run.mapped().stream().map(RollbackDocuments::type).toList(),
                    run.mapped().stream()
                            .mapToLong(phase -> phase.count(Status.CONFLICT))
                            .sum(),
                    edits.at(ledger.ledgerTopic(), offsets).stream()
                            .map(Kept::of)
                            .toList(),
                    checked(run),
                    run.phases().stream().mapToLong(PhaseStanding::calls).sum(),
                    run.phases().stream().mapToDouble(PhaseStanding::cost).sum());
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

    private static RollbackReport.TypeResult type(PhaseStanding phase) {
        return new RollbackReport.TypeResult(
                phase.name().replace("take back ", ""),
                phase.objects(),
                phase.count(Status.DELETED),
                phase.count(Status.RESTORED),
                phase.count(Status.UNCHANGED),
                phase.count(Status.CONFLICT),
                phase.count(Status.FAILED) + phase.count(Status.PARKED),
                phase.objects() - phase.done());
    }

    private static RollbackReport.Checked checked(RunStanding run) {
        return run.phase(PhaseStanding.VERIFICATION)
                .map(phase -> new RollbackReport.Checked(
                        phase.objects(),
                        phase.count(Status.VERIFIED),
                        phase.count(Status.DIFFERENT),
                        phase.count(Status.PARKED) + phase.count(Status.FAILED)))
                .orElse(new RollbackReport.Checked(0, 0, 0, 0));
    }

    private static @Nullable Instant last(RunStanding run) {
        return run.phases().stream()
                .flatMap(phase -> Stream.ofNullable(phase.lastOutcomeAt()))
                .max(Instant::compareTo)
                .orElse(null);
    }

    /** Calls a second, cost of a call and calls of an object, as the runs so far had them; 0 when none tells. */
    private record Pace(double callsPerSecond, double costPerCall, double callsPerObject) {

        static Pace of(OpenLedger ledger) {
            double calls = 0;
            double cost = 0;
            double seconds = 0;
            double written = 0;
            double writing = 0;
            for (RunStanding run : ledger.standing().runs().values()) {
                for (PhaseStanding phase : run.phases()) {
                    calls += phase.calls();
                    cost += phase.cost();
                    long objects = phase.outcomes().getOrDefault(Status.CREATED, 0L)
                            + phase.outcomes().getOrDefault(Status.UPDATED, 0L);
                    written += objects;
                    writing += objects > 0 ? phase.calls() : 0;
                    Instant from = phase.firstOutcomeAt();
                    Instant to = phase.lastOutcomeAt();
                    seconds += from == null || to == null
                            ? 0
                            : Duration.between(from, to).toMillis() / 1000.0;
                }
            }
            return new Pace(
                    seconds > 0 ? calls / seconds : 0,
                    calls > 0 ? cost / calls : 0,
                    written > 0 ? Math.min(1, writing / written) : 1);
        }

        /** Where objects shared calls when they were written, they share them when they are deleted. */
        long deletions(long deletes) {
            return (long) Math.ceil(deletes * callsPerObject);
        }

        @Nullable
        Long seconds(long calls) {
            return callsPerSecond > 0 ? (Long) (long) Math.ceil(calls / callsPerSecond) : null;
        }
    }
}
