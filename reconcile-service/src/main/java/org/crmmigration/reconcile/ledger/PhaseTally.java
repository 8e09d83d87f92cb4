package org.crmmigration.reconcile.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.PhaseEnded;
import org.crmmigration.messaging.command.PhaseChecksum;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.reconcile.ledger.PhaseStanding.Checks;
import org.crmmigration.reconcile.ledger.Work.Result;
import org.jspecify.annotations.Nullable;

/** Counts one phase as its messages are read. */
final class PhaseTally {

    private final int number;
    private final Map<Status, Long> outcomes = new EnumMap<>(Status.class);
    private String name;
    private int attempt;
    private PhaseChecksum checksum;
    private long objects;
    private @Nullable Long announced;
    private @Nullable String announcedChecksum;
    private long done;
    private long ownersUnmatched;
    private long calls;
    private double cost;
    private Checks checks;
    private @Nullable Instant firstOutcomeAt;
    private @Nullable Instant lastOutcomeAt;
    private @Nullable Instant endMarkerAt;

    PhaseTally(PhaseStanding from) {
        number = from.number();
        name = from.name();
        attempt = from.attempt();
        checksum = new PhaseChecksum(from.seen(), from.checksum());
        objects = from.objects();
        announced = from.announced();
        announcedChecksum = from.announcedChecksum();
        done = from.done();
        outcomes.putAll(from.outcomes());
        ownersUnmatched = from.ownersUnmatched();
        calls = from.calls();
        cost = from.cost();
        checks = from.checks();
        firstOutcomeAt = from.firstOutcomeAt();
        lastOutcomeAt = from.lastOutcomeAt();
        endMarkerAt = from.endMarkerAt();
    }

    static PhaseTally of(int number) {
        return new PhaseTally(new PhaseStanding(
                number,
                "phase " + number,
                0,
                0,
                0,
                new PhaseChecksum().text(),
                null,
                null,
                0,
                Map.of(),
                0,
                0,
                0,
                Checks.NONE,
                null,
                null,
                null));
    }

    void name(String newName) {
        name = newName;
    }

    /** Whether commands of this phase were read already. */
    boolean emitted() {
        return checksum.count() > 0;
    }

    /** Forgets the commands of an earlier emission; calls made for them stay counted. */
    void began(PhaseBegan message) {
        name = message.name();
        attempt = message.attempt();
        checksum = new PhaseChecksum();
        objects = 0;
        announced = null;
        announcedChecksum = null;
        done = 0;
        outcomes.clear();
        ownersUnmatched = 0;
        checks = Checks.NONE;
    }

    void seen(ObjectCommand command) {
        checksum.add(command);
    }

    void ended(PhaseEnded message, Instant at) {
        announced = message.commands();
        announcedChecksum = message.checksum();
        endMarkerAt = at;
    }

    /** Counts an object as it is now instead of as it was. */
    void replace(Work before, Work after) {
        objects += count(after.wanted() != null) - count(before.wanted() != null);
        spend(before.result(), -1);
        spend(after.result(), 1);
        settle(before, -1);
        settle(after, 1);
    }

    PhaseStanding standing() {
        return new PhaseStanding(
                number,
                name,
                attempt,
                checksum.count(),
                objects,
                checksum.text(),
                announced,
                announcedChecksum,
                done,
                Map.copyOf(outcomes),
                ownersUnmatched,
                calls,
                cost,
                checks,
                firstOutcomeAt,
                lastOutcomeAt,
                endMarkerAt);
    }

    private void spend(@Nullable Result result, int sign) {
        if (result != null) {
            calls += sign * result.calls();
            cost += sign * result.cost();
            see(Instant.ofEpochMilli(result.at()));
        }
    }

    private void settle(Work work, int sign) {
        Result result = work.result();
        if (result == null || !work.done()) {
            return;
        }
        done += sign;
        outcomes.merge(result.status(), (long) sign, PhaseTally::sumOrNothing);
        ownersUnmatched += sign * count(result.ownerUnmatched());
        checks = sign > 0 ? checks.plus(result.checks()) : checks.minus(result.checks());
    }

    private void see(Instant at) {
        firstOutcomeAt = firstOutcomeAt == null || at.isBefore(firstOutcomeAt) ? at : firstOutcomeAt;
        lastOutcomeAt = lastOutcomeAt == null || at.isAfter(lastOutcomeAt) ? at : lastOutcomeAt;
    }

    private static @Nullable Long sumOrNothing(Long a, Long b) {
        return a + b == 0 ? null : a + b;
    }

    private static long count(boolean one) {
        return one ? 1 : 0;
    }
}
