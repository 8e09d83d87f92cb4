package org.crmmigration.loader.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * Carries out what a lane hands over: verifications, new objects and deletions in bulk where the CRM can, everything
 * else one by one, the first of each kind under a look.
 */
final class LaneWork {

    private final CrmClient client;
    private final Commands commands;
    private final BulkCreation creation;
    private final BulkReversal reversal;
    private final Verification verification;
    private final TakenBack takenBack;
    private final Canary canary;
    private final References references;
    private final AtomicBoolean vocabularyTouched = new AtomicBoolean();

    LaneWork(
            CrmClient client,
            Commands commands,
            BulkCreation creation,
            BulkReversal reversal,
            Verification verification,
            TakenBack takenBack,
            Canary canary,
            References references) {
        this.creation = creation;
        this.reversal = reversal;
        this.client = client;
        this.commands = commands;
        this.verification = verification;
        this.takenBack = takenBack;
        this.canary = canary;
        this.references = references;
    }

    /** One result per work; several works are of one action and type. */
    List<Result> carryOut(List<Work> works) {
        Work first = works.getFirst();
        if (first.command().action() == Action.VERIFY) {
            return verify(works);
        }
        List<Result> results = carryOut(first.command().action(), works);
        for (int i = 0; i < works.size(); i++) {
            lookAt(works.get(i), results.get(i));
        }
        if (client.capabilities().vocabulary().contains(first.key().objectType())) {
            vocabularyTouched.set(true);
        }
        return results;
    }

    private List<Result> carryOut(Action action, List<Work> works) {
        if (action == Action.DELETE) {
            return reversal.delete(works);
        }
        return works.size() == 1 ? List.of(commands.carryOut(works.getFirst())) : creation.create(works);
    }

    private List<Result> verify(List<Work> works) {
        Map<Boolean, List<Work>> plain = works.stream()
                .collect(Collectors.partitioningBy(
                        work -> TakenBack.expectation(work).isEmpty()));
        if (plain.getOrDefault(false, List.of()).isEmpty()) {
            return verification.verify(works);
        }
        Map<ObjectKey, Result> results = new HashMap<>();
        plain.forEach((like, some) -> {
            List<Result> found = some.isEmpty() ? List.of() : like ? verification.verify(some) : takenBack.verify(some);
            for (int i = 0; i < some.size(); i++) {
                results.put(some.get(i).key(), found.get(i));
            }
        });
        return works.stream()
                .map(work -> Objects.requireNonNull(results.get(work.key())))
                .toList();
    }

    private void lookAt(Work work, Result result) {
        String crmId = result.crmId();
        boolean wrote = result.status() == Status.CREATED || result.status() == Status.UPDATED;
        if (wrote && crmId != null) {
            canary.look(work, crmId, () -> references.known(work.command()));
        }
    }

    /** Whether fields, options or the like were touched since this was last asked. */
    boolean vocabularyTouched() {
        return vocabularyTouched.getAndSet(false);
    }
}
