package org.crmmigration.reconcile;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.crmmigration.messaging.control.ControlGroup;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.reconcile.gate.Turns;
import org.crmmigration.reconcile.ledger.LedgerListener;
import org.crmmigration.reconcile.ledger.LedgerReader;
import org.crmmigration.reconcile.life.Register;
import org.crmmigration.reconcile.life.RegisterListener;

/**
 * Joins the parts while the service runs: what the register hears opens ledgers, what ledgers and register hear gives
 * migrations their turn. Once in a while every migration gets one anyway, so that a turn that failed is taken again.
 */
public final class ReconcileService implements RegisterListener, LedgerListener, AutoCloseable {

    private static final Duration ANYWAY = Duration.ofSeconds(2);

    private final ControlGroup group;
    private final LedgerReader ledgers;
    private final Register register;
    private final Turns turns;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reconcile-timer").factory());

    /** The service; nothing happens before {@link #start}. */
    public ReconcileService(ControlGroup group, LedgerReader ledgers, Register register, Turns turns) {
        this.group = group;
        this.ledgers = ledgers;
        this.register = register;
        this.turns = turns;
    }

    /** Joins the control group and begins to read. */
    public void start() {
        register.tell(this);
        ledgers.tell(this);
        ledgers.start();
        group.start();
        var _ = timer.scheduleWithFixedDelay(this::all, ANYWAY.toMillis(), ANYWAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void opened(MigrationDefined definition) {
        boolean erased = register.find(definition.migration())
                .filter(view -> view.currentState() == State.ERASED)
                .isPresent();
        if (!erased) {
            ledgers.open(definition);
        }
    }

    @Override
    public void changed(String migration) {
        turns.signal(migration);
    }

    @Override
    public void moved(String migration) {
        turns.signal(migration);
    }

    @Override
    public void released(String migration) {
        ledgers.release(migration);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        group.close();
        ledgers.close();
    }

    private void all() {
        register.all()
                .forEach(view ->
                        turns.signal(Objects.requireNonNull(view.definition()).migration()));
    }
}
