package org.crmmigration.reconcile.ledger;

import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.ledger.PhaseStanding.Checks;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one object in one phase of a run: the command as last emitted and the outcome, in whichever order
 * they were read.
 */
record Work(@Nullable Wanted wanted, @Nullable Result result) {

    static final Work NONE = new Work(null, null);

    /** The command. */
    record Wanted(String action, String hash, long offset) {}

    /**
     * The outcome; calls and cost include earlier attempts.
     *
     * @param status the effect in this run
     * @param told the status as the last outcome told it
     */
    record Result(
            Status status,
            Status told,
            String hash,
            long commandOffset,
            long at,
            long calls,
            double cost,
            Checks checks,
            boolean ownerUnmatched) {}

    Work with(Wanted command) {
        return new Work(command, result);
    }

    Work with(Outcome outcome) {
        Result next = result(outcome);
        if (result == null) {
            return new Work(wanted, next);
        }
        if (next.at == result.at && next.told == result.told && next.commandOffset == result.commandOffset) {
            return this;
        }
        return new Work(
                wanted,
                new Result(
                        effect(result, next),
                        next.told,
                        next.hash,
                        next.commandOffset,
                        next.at,
                        result.calls + next.calls,
                        result.cost + next.cost,
                        next.checks,
                        next.ownerUnmatched));
    }

    /** Whether the outcome answers the command as last emitted. */
    boolean done() {
        return wanted != null
                && result != null
                && (result.hash.equals(wanted.hash) || result.commandOffset == wanted.offset);
    }

    RecordState state() {
        return wanted == null || result == null || !done() ? RecordState.PENDING : RecordState.of(result.status);
    }

    /** A command that is read twice was still created in this run, though the second time it was unchanged. */
    private static Status effect(Result before, Result after) {
        boolean created = before.status == Status.CREATED || before.status == Status.ADOPTED;
        boolean written = created || before.status == Status.UPDATED;
        boolean keep = (after.status == Status.UNCHANGED && written) || (after.status == Status.UPDATED && created);
        return keep ? before.status : after.status;
    }

    private static Result result(Outcome outcome) {
        return new Result(
                outcome.status(),
                outcome.status(),
                outcome.payloadHash(),
                outcome.commandOffset(),
                outcome.at().toEpochMilli(),
                outcome.calls(),
                outcome.cost(),
                checks(outcome),
                "1".equals(outcome.attributes().get("ownerUnmatched")));
    }

    /** An object that is not there any more counts as one field that is different. */
    private static Checks checks(Outcome outcome) {
        Checks checks = new Checks(
                number(outcome, "fieldsChecked"),
                number(outcome, "fieldsEqual"),
                number(outcome, "fieldsExplained"),
                number(outcome, "fieldsDifferent"));
        boolean gone = outcome.status() == Status.DIFFERENT && checks.different() == 0;
        return gone ? checks.plus(new Checks(1, 0, 0, 1)) : checks;
    }

    /** 0 where the attribute is absent or not a number: then equal, explained and different do not add up, visibly. */
    private static long number(Outcome outcome, String attribute) {
        String text = outcome.attributes().getOrDefault(attribute, "0");
        boolean number = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(text) : 0;
    }
}
