package org.crmmigration.loader.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;

/**
 * Carries out what a lane hands over: verifications and new objects in bulk where the CRM can, everything else one by
 * one, the first of each kind under a look.
 */
final class LaneWork {

    private final CrmClient client;
    private final Commands commands;
    private final BulkCreation bulk;
    private final Verification verification;
    private final Canary canary;
    private final References references;
    private final AtomicBoolean vocabularyTouched = new AtomicBoolean();

    LaneWork(
            CrmClient client,
            Commands commands,
            BulkCreation bulk,
            Verification verification,
            Canary canary,
            References references) {
        this.bulk = bulk;
        this.client = client;
        this.commands = commands;
        this.verification = verification;
        this.canary = canary;
        this.references = references;
    }

    /** One result per work; several works are of one action and type. */
    List<Result> carryOut(List<Work> works) {
        Work first = works.getFirst();
        if (first.command().action() == Action.VERIFY) {
            return verification.verify(works);
        }
        List<Result> results = works.size() == 1 ? List.of(commands.carryOut(first)) : bulk.create(works);
        for (int i = 0; i < works.size(); i++) {
            lookAt(works.get(i), results.get(i));
        }
        if (client.capabilities().vocabulary().contains(first.key().objectType())) {
            vocabularyTouched.set(true);
        }
        return results;
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
