package org.crmmigration.reconcile.lag;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.reconcile.life.MigrationView;
import org.crmmigration.reconcile.life.Register;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computes lag and gauges at an interval, on a thread of its own. */
public final class LagWatch implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LagWatch.class);

    private final Register register;
    private final LagReader lags;
    private final MigrationMeters meters;
    private final Duration interval;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reconcile-lag").factory());

    /** A watch; nothing happens before {@link #start}. */
    public LagWatch(Register register, LagReader lags, MigrationMeters meters, Duration interval) {
        this.register = register;
        this.lags = lags;
        this.meters = meters;
        this.interval = interval;
    }

    /** Begins. */
    public void start() {
        var _ = timer.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        lags.close();
    }

    private void look() {
        List<MigrationView> views = register.all().stream()
                .filter(view -> view.currentState() != State.ERASED)
                .toList();
        try {
            meters.write(views, read(views));
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("the gauges were not written; they are tried again");
        }
    }

    private List<Lag> read(List<MigrationView> views) {
        List<MigrationDefined> definitions = views.stream()
                .map(view -> Objects.requireNonNull(view.definition()))
                .toList();
        try {
            return lags.read(definitions);
        } catch (ExecutionException | TimeoutException e) {
            log.atWarn().setCause(e).log("lag is not known; it is asked for again");
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
