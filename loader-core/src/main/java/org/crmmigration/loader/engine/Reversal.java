package org.crmmigration.loader.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.crmmigration.loader.engine.Looks.Look;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.KnownObjects;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what was done: deletes what was created, restores what was updated. An object a person changed stays, and so
 * does everything of ours that it refers to: its outcome names those under {@value #NEEDS}, one a line, and when their
 * turn comes they stay too.
 */
final class Reversal {

    /** Outcome attribute: what a kept object refers to. */
    static final String NEEDS = "needs";

    private final CrmClient client;
    private final Journal journal;
    private final KnownObjects view;
    private final Looks looks;

    Reversal(CrmClient client, Journal journal, KnownObjects view, Looks looks) {
        this.client = client;
        this.journal = journal;
        this.view = view;
        this.looks = looks;
    }

    /**
     * Deletes, unless a person changed the object since our last write or something kept refers to it. An object that is
     * gone, or never was, counts as deleted. The image taken before is kept.
     */
    Result delete(Work work, ObjectState state) {
        String crmId = state.crmId();
        if (crmId == null) {
            return Result.gone(Status.DELETED, Operation.DELETE, state.beforeImage());
        }
        return switch (judge(work, state, looks.at(work, state))) {
            case Verdict.Answered(var result) -> result;
            case Verdict.Doomed(var entry) -> {
                journal.write(List.of(entry), () -> {
                    client.delete(work.key().objectType(), crmId);
                    return true;
                });
                yield deleted(entry);
            }
        };
    }

    /** What is to become of an object that was looked at. */
    sealed interface Verdict {
        /** Nothing has to be done. */
        record Answered(Result result) implements Verdict {}

        /** It is to be deleted. */
        record Doomed(Journal.Entry entry) implements Verdict {}
    }

    Verdict judge(Work work, ObjectState state, Look look) {
        Standing standing = look.standing();
        if (standing == null) {
            return new Verdict.Answered(Result.gone(Status.DELETED, Operation.DELETE, state.beforeImage()));
        }
        Optional<ObjectKey> child = view.keptChild(work.command().run(), work.key());
        if (child.isPresent() || !standing.edits().isEmpty()) {
            return new Verdict.Answered(kept(state, look, standing, child.orElse(null)));
        }
        return new Verdict.Doomed(
                new Journal.Entry(work, state, new Journal.Plan(Operation.DELETE, 1, standing.image(), null)));
    }

    static Result deleted(Journal.Entry entry) {
        return Result.gone(Status.DELETED, Operation.DELETE, entry.plan().beforeImage());
    }

    private Result kept(ObjectState state, Look look, Standing standing, @Nullable ObjectKey child) {
        Cause cause = child == null
                ? Cause.of("edited-in-crm", "a person changed it since it was written; it stays as it is")
                : new Cause("needed-by-kept", "an object that stays refers to it", null, null, null, child.toString());
        return Result.untouched(Status.CONFLICT, Operation.DELETE, state, cause)
                .withEdits(standing.edits())
                .with(needs(look.last()));
    }

    private Map<String, String> needs(@Nullable ObjectToWrite last) {
        if (last == null) {
            return Map.of();
        }
        Set<ObjectKey> needed = new TreeSet<>(last.ids().keySet());
        needed.addAll(client.uses(last));
        return needed.isEmpty()
                ? Map.of()
                : Map.of(NEEDS, needed.stream().map(ObjectKey::toString).collect(Collectors.joining("\n")));
    }

    /** Puts the before-image back; without one there is nothing to put back. */
    Result restore(Work work, ObjectState state) {
        String crmId = state.crmId();
        String before = state.beforeImage();
        if (crmId == null || before == null) {
            return Result.untouched(Status.UNCHANGED, Operation.RESTORE, state, null);
        }
        try {
            Journal.Plan plan = new Journal.Plan(Operation.RESTORE, 1, before, null);
            Written written = journal.write(
                    work, state, plan, () -> client.restore(work.key().objectType(), crmId, before, state.written()));
            Result result = new Result(
                    written.conflicts().isEmpty() ? Status.RESTORED : Status.CONFLICT,
                    Operation.RESTORE,
                    crmId,
                    null,
                    written.written(),
                    before,
                    written.attributes(),
                    null);
            return written.conflicts().isEmpty() ? result : partly(work, state, result, written);
        } catch (CrmFault.Rejected refused) {
            return refused.gone()
                    ? Result.parked(Operation.RESTORE, state, "gone-in-crm", "it was deleted in the CRM")
                    : Result.failed(Operation.RESTORE, state, refused);
        }
    }

    private Result partly(Work work, ObjectState state, Result result, Written written) {
        return result.withEdits(written.conflicts())
                .with(needs(looks.at(work, state).last()));
    }
}
