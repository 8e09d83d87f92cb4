package org.crmmigration.loader.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.crmmigration.loader.engine.References.Resolved;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.ledger.LedgerLost;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.KnownObjects;
import org.crmmigration.loader.view.ObjectState;

/**
 * Creates many objects in one call, for types whose create may be repeated. A call that fails is halved until the object
 * it fails for stands alone; that one goes the way of single commands, as does whatever is not simply new.
 */
final class BulkCreation {

    private final CrmClient client;
    private final KnownObjects view;
    private final References references;
    private final Commands single;
    private final Journal journal;
    private final LateWrites late;

    BulkCreation(
            CrmClient client,
            KnownObjects view,
            References references,
            Commands single,
            Journal journal,
            LateWrites late) {
        this.late = late;
        this.client = client;
        this.view = view;
        this.references = references;
        this.single = single;
        this.journal = journal;
    }

    private record Ready(Work work, Resolved.Complete complete) {}

    /** One result per work, in order; all works are of one object type and none refers to another. */
    List<Result> create(List<Work> works) {
        Map<Long, Result> results = new ConcurrentHashMap<>();
        List<Ready> ready = new ArrayList<>();
        List<Work> apart = new ArrayList<>();
        for (Work work : works) {
            ObjectState state = view.state(work.key());
            boolean fresh = state.crmId() == null && state.open() == null;
            if (fresh
                    && references.resolve(work.command()) instanceof Resolved.Complete complete
                    && !isThere(work, complete.object())) {
                ready.add(new Ready(work, complete));
            } else {
                apart.add(work);
            }
        }
        apart(apart, results);
        create(ready, results);
        return works.stream()
                .map(work -> Objects.requireNonNull(results.get(work.offset())))
                .toList();
    }

    /** Also when nobody knows: what stands in the way then is met, and told, where the object goes its own way. */
    private boolean isThere(Work work, ObjectToWrite object) {
        try {
            return MatchRules.apply(object) && work.calls().patiently(() -> client.isThere(object));
        } catch (CrmFault unknown) {
            return true;
        }
    }

    /** Side by side, so that clients can put together what they read and write for each. */
    private void apart(List<Work> works, Map<Long, Result> results) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = works.stream()
                    .<Future<?>>map(work -> threads.submit(() -> results.put(work.offset(), single.carryOut(work))))
                    .toList();
            try {
                for (Future<?> one : running) {
                    one.get();
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new CallAbandoned();
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause());
            }
        }
    }

    private void create(List<Ready> ready, Map<Long, Result> results) {
        if (ready.size() <= 1) {
            ready.forEach(one -> results.put(one.work().offset(), single.carryOut(one.work())));
            return;
        }
        try {
            Work first = ready.getFirst().work();
            List<Written> written = first.calls()
                    .patiently(
                            journal::repeatable,
                            () -> client.createMany(ready.stream()
                                    .map(one -> one.complete().object())
                                    .toList()));
            late.sitOutLostAnswers(first.calls());
            for (int i = 0; i < ready.size(); i++) {
                Ready one = ready.get(i);
                results.put(
                        one.work().offset(),
                        Creation.created(one.work(), written.get(i))
                                .without(one.complete().leftOut(), one.work().command()));
            }
        } catch (CallAbandoned | LedgerLost e) {
            throw e;
        } catch (RuntimeException fault) {
            int half = ready.size() / 2;
            create(ready.subList(0, half), results);
            create(ready.subList(half, ready.size()), results);
        }
    }
}
