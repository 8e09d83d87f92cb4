package org.crmmigration.mapping.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.InterruptException;
import org.crmmigration.mapping.run.Register.View;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Surveys an export as soon as it is complete and its migration has a confirmed mapping, so that the run that somebody then
 * asks for finds the survey made. One at a time; of a migration only what is newest. Whatever hinders it is left to the run,
 * which surveys for itself.
 */
public final class SurveyAhead implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SurveyAhead.class);

    private final Surveys surveys;
    private final Orders orders;
    private final boolean on;
    private final Deque<Wanted> waiting = new ArrayDeque<>();
    private @Nullable Thread thread;
    private @Nullable String atWork;
    private boolean closed;

    private record Wanted(MigrationDefined definition, MappingConfirmed confirmed, String export) {
        String migration() {
            return definition.migration();
        }
    }

    /**
     * Nothing yet.
     *
     * @param on whether anything is surveyed ahead at all
     */
    public SurveyAhead(Surveys surveys, Orders orders, boolean on) {
        this.surveys = surveys;
        this.orders = orders;
        this.on = on;
    }

    /**
     * Surveys what the next run of a migration will be over, unless a run over it was asked for; returns at once. Whether it
     * will.
     */
    synchronized boolean consider(View view) {
        if (!on || closed || view.definition() == null || view.confirmed() == null || view.export() == null) {
            return false;
        }
        Wanted wanted = new Wanted(view.definition(), view.confirmed(), view.export());
        if (isRequested(view.requested(), wanted)) {
            return false;
        }
        unqueue(wanted.migration());
        waiting.add(wanted);
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("survey-ahead").start(this::work);
        }
        return true;
    }

    /** A migration is gone, or another's: neither what was surveyed of it is kept nor what is being surveyed. */
    synchronized void forget(String migration) {
        unqueue(migration);
        if (migration.equals(atWork)) {
            atWork = null;
        }
        surveys.forget(migration);
    }

    private void unqueue(String migration) {
        waiting.removeIf(wanted -> wanted.migration().equals(migration));
    }

    /** Stops after what is being read is given up. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        if (thread != null) {
            thread.interrupt();
        }
    }

    private static boolean isRequested(@Nullable RunRequested request, Wanted wanted) {
        return request != null
                && request.export().equals(wanted.export())
                && request.mappingVersion() == wanted.confirmed().version();
    }

    private void work() {
        for (Wanted next = next(); next != null; next = next()) {
            survey(next);
        }
    }

    private synchronized @Nullable Wanted next() {
        Wanted next = closed ? null : waiting.poll();
        atWork = next == null ? null : next.migration();
        if (next == null) {
            thread = null;
        }
        return next;
    }

    private void survey(Wanted wanted) {
        try {
            Order order = orders.confirmed(
                    wanted.definition(), wanted.confirmed(), wanted.confirmed().version());
            surveys.of(order, wanted.export());
            unlessForgotten(wanted.migration());
        } catch (InterruptException _) {
            close();
        } catch (RuntimeException e) {
            log.atInfo()
                    .addKeyValue("migration", wanted.migration())
                    .addKeyValue("export", wanted.export())
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("export not surveyed ahead; its run will");
        }
    }

    private synchronized void unlessForgotten(String migration) {
        if (!migration.equals(atWork)) {
            surveys.forget(migration);
        }
    }
}
