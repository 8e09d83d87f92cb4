package org.crmmigration.reconcile.report;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.reconcile.lag.Forecast;
import org.crmmigration.reconcile.ledger.GenerationStanding;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.ledger.OpenLedger;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RecordState;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.ledger.Standing;
import org.crmmigration.reconcile.life.MigrationView;
import org.jspecify.annotations.Nullable;

/** Computes a migration's report from its ledger, for the run asked for last. */
public final class ReportBuilder {

    private static final int MOST_EXAMPLES = 5;

    private final Clock clock;
    private final Predictions predictions;

    /** A builder that knows of no predictions. */
    public ReportBuilder(Clock clock) {
        this(clock, (_, _) -> Optional.empty());
    }

    /** A builder. */
    public ReportBuilder(Clock clock, Predictions predictions) {
        this.clock = clock;
        this.predictions = predictions;
    }

    /** What was predicted of runs while they were under way. */
    @FunctionalInterface
    public interface Predictions {
        /** The first forecast of a migration's run. */
        Optional<Forecast> first(String migration, String run);
    }

    /** The report as of now. */
    public Report build(MigrationView view, OpenLedger ledger) {
        try (LedgerQueries queries = ledger.queries()) {
            return build(view, ledger.standing(), queries);
        }
    }

    /** What a person has to look at before the run can be called done, first things first; empty when all is well. */
    public List<String> open(MigrationView view, OpenLedger ledger) {
        Report report = build(view, ledger);
        List<String> open = new ArrayList<>(report.ledger().unbalanced());
        Report.Verification verification = report.verification();
        if (verification.different() > 0) {
            open.add("%d fields in the CRM differ from what was written".formatted(verification.different()));
        }
        if (verification.missed() > 0) {
            open.add("%d objects could not be read back".formatted(verification.missed()));
        }
        return List.copyOf(open);
    }

    Report build(MigrationView view, Standing standing, LedgerQueries queries) {
        RunStanding run = reported(view, standing).orElse(null);
        GenerationStanding generation = generation(view, run, standing);
        Map<String, Map<RecordState, Long>> records =
                run == null || generation == null ? Map.of() : queries.records(run.run(), generation.export());
        List<FileAccount> files = generation == null || generation.completed() == null
                ? List.of()
                : generation.completed().files();
        List<String> unbalanced = Balance.of(generation, run, records, standing.unreadable());
        RunStanding shown = run == null ? none() : run;
        RunSection section = new RunSection(shown, view);
        RunStanding verified = verified(shown, standing);
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        MigrationStateChanged state = view.state();
        return new Report(
                Report.VERSION,
                definition.migration(),
                definition.destination(),
                view.currentState().name(),
                state == null ? "" : state.reason(),
                run == null ? null : run.run(),
                generation == null ? null : generation.export(),
                run == null ? null : run.mappingVersion(),
                clock.instant(),
                new Report.Crm(definition.settings().getOrDefault("crmUrl", ""), definition.sandbox()),
                LedgerSection.of(files, records, unbalanced),
                section.phases(),
                section.budget(),
                RunSection.verification(verified, queries.differentFields(verified.run())),
                findings(generation),
                section.durations(
                        generation,
                        predictions.first(definition.migration(), shown.run()).orElse(null)),
                new TreeMap<>(shown.excluded()),
                queries.causes(shown.run()),
                shown.phases().stream()
                        .mapToLong(PhaseStanding::ownersUnmatched)
                        .sum(),
                generation == null ? List.of() : queries.rules(generation.export()),
                queries.exclusions(shown.run()),
                notes(queries, shown.run()));
    }

    private static List<DestinationSchema.Note> notes(LedgerQueries queries, String run) {
        List<DestinationSchema.Note> notes = new ArrayList<>(queries.accountNotes());
        List<String> ambiguous = queries.ambiguous(run);
        if (!ambiguous.isEmpty()) {
            notes.add(new DestinationSchema.Note(
                    "WARN",
                    "several-matches",
                    "%d objects were made anew, for the account had several records that match each; merge them in the CRM: %s%s"
                            .formatted(
                                    ambiguous.size(),
                                    String.join(", ", ambiguous.subList(0, Math.min(MOST_EXAMPLES, ambiguous.size()))),
                                    ambiguous.size() > MOST_EXAMPLES ? ", ..." : "")));
        }
        return notes;
    }

    /** The run a report is about: the one asked for last, or the last one with a mapping if that one has none. */
    public static Optional<RunStanding> reported(MigrationView view, Standing standing) {
        RunRequested asked = view.run();
        if (asked != null && asked.scope().reach().mapped()) {
            return standing.run(asked.run());
        }
        return standing.lastMapped();
    }

    /** The run that read everything back last: this one, or a verification without a load after it. */
    private static RunStanding verified(RunStanding run, Standing standing) {
        return standing.runs().values().stream()
                .filter(other -> other.scope().equals(RunScope.of(RunScope.Reach.VERIFICATION))
                        && other.number() > run.number()
                        && other.phase(PhaseStanding.VERIFICATION)
                                .map(PhaseStanding::accounted)
                                .orElse(false))
                .reduce((_, later) -> later)
                .orElse(run);
    }

    private static @Nullable GenerationStanding generation(
            MigrationView view, @Nullable RunStanding run, Standing standing) {
        RunRequested asked = view.run();
        String export = run != null && !run.export().isEmpty()
                ? run.export()
                : asked != null
                        ? asked.export()
                        : view.completedExport().map(e -> e.export()).orElse("");
        return standing.generation(export).orElse(null);
    }

    private static Map<String, Long> findings(@Nullable GenerationStanding generation) {
        Map<String, Long> findings = new LinkedHashMap<>();
        for (Finding.Severity severity : Finding.Severity.values()) {
            findings.put(
                    severity.name(),
                    generation == null ? 0L : generation.findings().getOrDefault(severity, 0L));
        }
        return findings;
    }

    private static RunStanding none() {
        return new RunStanding("", "", 0, null, null, Map.of(), Map.of(), List.of());
    }
}
