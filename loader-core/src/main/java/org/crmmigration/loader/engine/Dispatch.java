package org.crmmigration.loader.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * Hands a lane's commands to virtual threads, as many as the account bears, several together where one call can carry
 * them, and their results to the ledger. What needs no call is answered at once. Used by the lane's thread.
 */
final class Dispatch {

    /** Objects looked at together before each of them is deleted in a call of its own. */
    private static final int MOST_LOOKS = 20;

    private final LaneParts parts;
    private final Clock clock;
    private final KeyOrder order;
    private final Semaphore slots;
    private final ExecutorService workers;
    private final Consumer<RuntimeException> broken;
    private final Batch batch = new Batch();
    /** Verifications by object type: they come in any order, and need none. */
    private final Map<String, Batch> verifications = new TreeMap<>();

    private final LaneFigures figures = new LaneFigures();

    /**
     * @param broken told when a worker fails in a way no outcome can express
     */
    Dispatch(LaneParts parts, Clock clock, ExecutorService workers, Consumer<RuntimeException> broken) {
        this.parts = parts;
        this.clock = clock;
        this.order = parts.order();
        this.slots = parts.slots();
        this.workers = workers;
        this.broken = broken;
    }

    LaneFigures figures() {
        return figures;
    }

    /** Commands under way. */
    int underWay() {
        return order.size();
    }

    /** Whether commands are being gathered for one call. */
    boolean gathering() {
        return !batch.isEmpty() || verifications.values().stream().anyMatch(some -> !some.isEmpty());
    }

    /** What is answered already, or stands as the command says, goes past without a slot or a thread. */
    boolean answeredWithoutCall(Delivered delivered) {
        if (order.pending(delivered.key()) || batch.touches(delivered)) {
            return false;
        }
        ObjectState state = parts.view().state(delivered.key());
        if (state.answers(delivered.offset(), delivered.command())) {
            parts.ledger().finished(delivered.offset());
            return true;
        }
        boolean stands = delivered.command().action() == Action.UPSERT
                && state.confirms(delivered.command().payloadHash());
        RunScope scope = parts.gates().scope(delivered.command().run());
        Optional<Result> answer = stands && !Redrive.looksAgain(scope, state)
                ? Optional.of(Result.untouched(Status.UNCHANGED, Operation.UPDATE, state, null))
                : parts.redrive().leaves(scope, delivered.command(), state);
        answer.ifPresent(result -> post(new Work(delivered, parts.hold()), result, () -> {}));
        return answer.isPresent();
    }

    /** How many such commands one call can carry. */
    private int together(Delivered delivered) {
        CrmCapabilities can = parts.client().capabilities();
        String objectType = delivered.key().objectType();
        return switch (delivered.command().action()) {
            case VERIFY -> can.readBackSize(objectType);
            case UPSERT ->
                can.strategy(objectType) == Strategy.JOURNAL || !isNew(delivered.key()) ? 1 : can.bulkSize(objectType);
            case DELETE ->
                can.bulkSize(objectType) > 1
                        ? can.readBackSize(objectType)
                        : Math.min(MOST_LOOKS, can.readBackSize(objectType));
            case RESTORE -> 1;
        };
    }

    private boolean isNew(ObjectKey key) {
        ObjectState state = parts.view().state(key);
        return state.crmId() == null && state.open() == null;
    }

    /** What goes alone does not tear apart what is being gathered, unless the two belong together. */
    void gather(Delivered delivered) {
        int together = together(delivered);
        if (delivered.command().action() == Action.VERIFY) {
            Batch same = verifications.computeIfAbsent(delivered.key().objectType(), _ -> new Batch());
            if (!same.takes(delivered)) {
                flush(same);
            }
            same.add(delivered);
            if (same.size() >= together) {
                flush(same);
            }
            return;
        }
        if (!batch.takes(delivered)) {
            flush();
        }
        if (together == 1 && !batch.touches(delivered)) {
            start(List.of(delivered), false);
            return;
        }
        batch.add(delivered);
        if (batch.size() >= together) {
            flush();
        }
    }

    /** Starts what was gathered. */
    void flush() {
        flush(batch);
        verifications.values().forEach(this::flush);
    }

    private void flush(Batch some) {
        if (!some.isEmpty()) {
            start(some.take(), false);
        }
    }

    private void start(List<Delivered> together, boolean lastChance) {
        List<KeyOrder.Place> places =
                together.stream().map(delivered -> order.enter(delivered.key())).toList();
        acquireSlot();
        workers.execute(() -> work(together, places, lastChance));
    }

    private void acquireSlot() {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }

    private void work(List<Delivered> together, List<KeyOrder.Place> places, boolean lastChance) {
        try {
            places.forEach(KeyOrder::awaitTurn);
            List<Work> works = together.stream()
                    .map(delivered -> new Work(delivered, parts.hold()))
                    .toList();
            List<Result> results = parts.work().carryOut(works);
            for (int i = 0; i < works.size(); i++) {
                KeyOrder.Place place = places.get(i);
                if (!lastChance && parts.latecomers().keeps(together.get(i), results.get(i))) {
                    order.leave(place);
                } else {
                    post(works.get(i), results.get(i), () -> order.leave(place));
                }
            }
        } catch (CallAbandoned e) {
            return; // nothing is written about what was given up
        } catch (RuntimeException e) {
            broken.accept(e);
        } finally {
            slots.release();
        }
    }

    private void post(Work work, Result result, Runnable applied) {
        figures.add(work.calls().count(), work.calls().cost());
        parts.ledger().post(result.outcome(work, clock.instant()), applied);
        if (result.status() == Status.FAILED) {
            parts.schema().refused();
        }
    }

    /** Gives latecomers their last chance. */
    void drive(List<Delivered> late) {
        late.forEach(child -> start(List.of(child), true));
    }
}
