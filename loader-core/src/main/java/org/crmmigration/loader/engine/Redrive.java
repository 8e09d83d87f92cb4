package org.crmmigration.loader.engine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.loader.view.ObjectState.Answer;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;

/**
 * What a run that drives failures again leaves alone: everything whose last outcome was no failure it was asked for. What
 * is left alone is answered as it stands, without a call. Not left alone are: the vocabulary, which a corrected mapping
 * may need; children of parents that were not there, for the parents may be there now; objects that went without a
 * refused field, for the same reason; and objects in doubt. What was found otherwise than written when it was read back
 * counts as a failure of the cause {@value #DIFFERENT}.
 */
final class Redrive {

    /** Outcome attribute of an object that stands otherwise than the mapping now says, and was left alone. */
    static final String OUT_OF_SCOPE = "outOfScope";

    static final String PARENT_PARKED = "parent-parked";

    private static final String DIFFERENT = "different";

    private final Set<String> vocabulary;

    /**
     * @param vocabulary types that are always brought up to date
     */
    Redrive(Set<String> vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The answer to a command the run leaves alone; empty when it is to be carried out. */
    Optional<Result> leaves(RunScope scope, ObjectCommand command, ObjectState state) {
        boolean always = scope.reach() != Reach.RETRY
                || command.action() != Action.UPSERT
                || state.open() != null
                || vocabulary.contains(command.key().objectType())
                || incomplete(command, state);
        if (always) {
            return Optional.empty();
        }
        Answer last = state.last();
        if (last == null) {
            return Optional.of(Result.parked(
                    Operation.CREATE,
                    state,
                    "out-of-scope",
                    "it is new in the mapping, and this run only drives failures again; a whole run brings it"));
        }
        if (driven(scope, command, last)) {
            return Optional.empty();
        }
        return Optional.of(last.settled() ? settled(command, state) : repeated(state, last));
    }

    private static Result settled(ObjectCommand command, ObjectState state) {
        Result stands = Result.untouched(Status.UNCHANGED, Operation.UPDATE, state, null);
        return state.confirms(command.payloadHash()) ? stands : stands.with(Map.of(OUT_OF_SCOPE, "1"));
    }

    private static Result repeated(ObjectState state, Answer last) {
        return Result.untouched(last.status(), last.operation(), state, last.cause());
    }

    /** Whether an object that stands as the command says, as far as we wrote it, may have to be looked at nevertheless. */
    static boolean looksAgain(RunScope scope, ObjectState state) {
        return scope.reach() == Reach.RETRY && state.foundDifferent();
    }

    private static boolean driven(RunScope scope, ObjectCommand command, Answer last) {
        if (last.settled() && last.status() != Status.DIFFERENT) {
            return false;
        }
        String code = code(last);
        boolean asked = (scope.causes().isEmpty() || scope.causes().contains(code))
                && (scope.keys().isEmpty()
                        || scope.keys().contains(command.key().toString()));
        return asked || code.equals(PARENT_PARKED);
    }

    private static String code(Answer last) {
        Cause cause = last.cause();
        return last.status() == Status.DIFFERENT ? DIFFERENT : cause == null ? "" : cause.code();
    }

    private static boolean incomplete(ObjectCommand command, ObjectState state) {
        String confirmed = state.confirmedHash();
        return confirmed != null && confirmed.startsWith(command.payloadHash() + "~");
    }
}
