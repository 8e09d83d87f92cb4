package org.crmmigration.loader.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;

/** Carries out what a lane hands over: verifications together, everything else one by one, the first under a look. */
final class LaneWork {

    private final CrmClient client;
    private final Commands commands;
    private final Verification verification;
    private final Canary canary;
    private final References references;
    private final AtomicBoolean vocabularyTouched = new AtomicBoolean();

    LaneWork(CrmClient client, Commands commands, Verification verification, Canary canary, References references) {
        this.client = client;
        this.commands = commands;
        this.verification = verification;
        this.canary = canary;
        this.references = references;
    }

    /** One result per work; several works are verifications of one type. */
    List<Result> carryOut(List<Work> works) {
        Work first = works.getFirst();
        if (first.command().action() == Action.VERIFY) {
            return verification.verify(works);
        }
        Result result = commands.carryOut(first);
        String crmId = result.crmId();
        boolean wrote = result.status() == Status.CREATED || result.status() == Status.UPDATED;
        if (wrote && crmId != null) {
            canary.look(first, crmId, () -> references.known(first.command()));
        }
        if (client.capabilities().vocabulary().contains(first.key().objectType())) {
            vocabularyTouched.set(true);
        }
        return List.of(result);
    }

    /** Whether fields, options or the like were touched since this was last asked. */
    boolean vocabularyTouched() {
        return vocabularyTouched.getAndSet(false);
    }
}
