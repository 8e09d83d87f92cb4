package org.crmmigration.reconcile.lag;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.reconcile.ledger.LedgerReader;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.RunStanding;
import org.crmmigration.reconcile.life.MigrationView;

/**
 * Gauges for every migration this instance looks after, labelled with the slug. All rows are written anew each time, so
 * that a migration that is gone leaves no series behind.
 */
public final class MigrationMeters {

    private final Map<String, List<Row<?>>> rows = new HashMap<>();
    private final Map<String, MultiGauge> gauges = new HashMap<>();
    private final MeterRegistry registry;
    private final LedgerReader ledgers;
    private final Paces paces;

    /** Gauges in a registry. */
    public MigrationMeters(MeterRegistry registry, LedgerReader ledgers, Paces paces) {
        this.registry = registry;
        this.ledgers = ledgers;
        this.paces = paces;
        gauge("crm.migration.lag.records", "offsets a stage is behind the topic it reads");
        gauge("crm.migration.remaining.commands", "commands of a phase without an outcome");
        gauge("crm.migration.completed.commands", "commands of the current run with an outcome");
        gauge("crm.migration.state", "1 for the state the migration is in");
        gauge("crm.migration.lane", "1 for the reason the lane gives");
        gauge("crm.migration.blocked.until.seconds", "epoch second until which the lane holds still");
        gauge("crm.migration.rate.per.second", "outcomes a second over about a minute");
        gauge("crm.migration.eta.seconds", "seconds until the commands known are done");
    }

    /** Writes all rows anew. */
    public void write(List<MigrationView> views, List<Lag> lags) {
        rows.values().forEach(List::clear);
        lags.forEach(lag -> row(
                "crm.migration.lag.records",
                Tags.of("migration", lag.migration(), "stage", lag.stage(), "destination", lag.destination()),
                lag.records()));
        views.forEach(this::migration);
        gauges.forEach((name, gauge) -> gauge.register(List.copyOf(rows(name)), true));
    }

    private void migration(MigrationView view) {
        MigrationDefined definition = Objects.requireNonNull(view.definition());
        Tags tags = Tags.of("migration", definition.migration());
        row("crm.migration.state", tags.and("state", view.currentState().name()), 1);
        LaneStateChanged lane = view.lane();
        if (lane != null) {
            row("crm.migration.lane", tags.and("reason", lane.reason().words()), 1);
            Instant until = lane.until();
            if (until != null) {
                row("crm.migration.blocked.until.seconds", tags, until.getEpochSecond());
            }
        }
        RunRequested asked = view.run();
        if (asked != null) {
            ledgers.ledger(definition.migration())
                    .flatMap(ledger -> ledger.standing().run(asked.run()))
                    .ifPresent(run -> run(tags, view, definition.migration(), run));
        }
    }

    private void run(Tags tags, MigrationView view, String migration, RunStanding run) {
        paces.observe(migration, run);
        Progress progress = paces.progress(migration, run, view.lane());
        row("crm.migration.completed.commands", tags, progress.done());
        row("crm.migration.rate.per.second", tags, progress.ratePerSecond());
        Long eta = progress.etaSeconds();
        if (eta != null) {
            row("crm.migration.eta.seconds", tags, eta);
        }
        for (PhaseStanding phase : run.phases()) {
            row(
                    "crm.migration.remaining.commands",
                    tags.and("phase", Integer.toString(phase.number())),
                    phase.objects() - phase.done());
        }
    }

    private void row(String name, Tags tags, Number value) {
        rows(name).add(Row.of(tags, value));
    }

    private List<Row<?>> rows(String name) {
        return rows.computeIfAbsent(name, _ -> new ArrayList<>());
    }

    private void gauge(String name, String description) {
        gauges.put(name, MultiGauge.builder(name).description(description).register(registry));
    }
}
