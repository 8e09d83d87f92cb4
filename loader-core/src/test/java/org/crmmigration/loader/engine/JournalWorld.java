package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.ledger.Ledger;
import org.crmmigration.loader.ledger.LedgerLost;
import org.crmmigration.loader.port.CrmCapabilities.Strategy;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.loader.view.ObjectState.Answer;
import org.crmmigration.loader.view.ObjectState.OpenIntent;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.crmmigration.messaging.ledger.LedgerMessage.Intent;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * A ledger, a CRM and owners that crash, sleep and come back, around the real code that carries commands out. Everything
 * happens on one thread in virtual time: a takeover in the middle of an owner's work is the next owner's work, called from
 * there. What the real broker and transport guarantee is modelled here and can be switched off, to show what it is for.
 */
final class JournalWorld {

    static final Duration START_WINDOW = Duration.ofSeconds(10);
    static final Duration CALL = Duration.ofSeconds(30);
    static final Duration SETTLE = Duration.ofSeconds(10);

    /** What may be taken away from the protocol. */
    enum Without {
        NOTHING,
        INTENT,
        FENCE,
        START_WINDOW,
        QUARANTINE,
        LATE_WRITES
    }

    /** The process is gone. */
    static final class Crash extends Error {
        Crash() {
            super("crash", null, false, false);
        }
    }

    private final Choices choices;
    private final Without without;
    private final Strategy strategy;
    private final List<ObjectCommand> commands;
    private final List<LedgerMessage> ledger = new ArrayList<>();
    private final ExploredCrm crm;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int epoch;
    private int takeovers;
    private long position;

    JournalWorld(Choices choices, Without without, Strategy strategy, List<ObjectCommand> commands) {
        this.choices = choices;
        this.without = without;
        this.strategy = strategy;
        this.commands = commands;
        this.crm = new ExploredCrm(this, choices);
    }

    /** Owners follow each other until every command has its outcome and nothing is on its way any more. */
    void run() {
        while (position < commands.size()) {
            try {
                own();
            } catch (Crash | LedgerLost e) {
                advance(Duration.ofSeconds(1));
            }
        }
        advance(Duration.ofHours(1));
    }

    /** How creates are kept from happening twice. */
    Strategy strategy() {
        return strategy;
    }

    ExploredCrm crm() {
        return crm;
    }

    Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    boolean checksStart() {
        return without != Without.START_WINDOW;
    }

    void advance(Duration duration) {
        now = now.plus(duration);
        crm.settle(now);
    }

    Instant now() {
        return now;
    }

    /** Somebody else takes the bucket while the present owner sleeps, and does all the work. Once a run. */
    void takeOver() {
        if (takeovers++ == 0) {
            while (position < commands.size()) {
                try {
                    own();
                } catch (Crash | LedgerLost e) {
                    advance(Duration.ofSeconds(1));
                }
            }
        }
    }

    List<Outcome> outcomes() {
        return ledger.stream()
                .filter(Outcome.class::isInstance)
                .map(Outcome.class::cast)
                .toList();
    }

    private void own() {
        new Bearer(++epoch).work();
    }

    private final class Bearer implements Ledger, Doubts {
        private final int mine;
        private final Map<ObjectKey, ObjectState> view = new HashMap<>();

        Bearer(int mine) {
            this.mine = mine;
            ledger.forEach(this::show);
        }

        void work() {
            LaneHold hold = new LaneHold(clock(), new Backoff(Duration.ZERO, Duration.ZERO, new Random(0)));
            Owner owner = new Owner("owner-" + mine, now);
            JournalSettings settings = new JournalSettings(START_WINDOW, CALL, SETTLE, 6);
            Quarantine quarantine = new Quarantine(settings, owner);
            References references = new References("m", this::state, new KeyOrder());
            Journal journal = new Journal(this, settings, clock(), owner.id());
            LateWrites late = new LateWrites(
                    lateWritesAwaited(),
                    crm,
                    settings,
                    quarantine.formerOwnerEnds(mine == 1 ? null : "owner-" + (mine - 1), now),
                    clock());
            Commands carrying = new Commands(
                    this::state,
                    references,
                    new Settlement(references, this, quarantine),
                    new Creation(crm, journal, this, settings, clock()),
                    new Updating(crm, journal, this, settings, clock()),
                    new Reversal(
                            crm, journal, this::state, new Looks(crm, this::state, references, _ -> Map.of(), clock())),
                    late);
            for (long offset = position; offset < commands.size(); offset++) {
                ObjectCommand command = commands.get((int) offset);
                if (!state(command.key()).answers(offset, command)) {
                    Work work = new Work(offset, command, new Calls(hold));
                    post(carrying.carryOut(work).outcome(work, now), () -> {});
                }
            }
        }

        private Doubts lateWritesAwaited() {
            return without == Without.LATE_WRITES ? new Impatient() : this;
        }

        private ObjectState state(ObjectKey key) {
            return view.getOrDefault(key, ObjectState.unknown(key));
        }

        @Override
        public void sitOut(Instant notBefore) {
            if (without != Without.QUARANTINE && notBefore.isAfter(now)) {
                advance(Duration.between(now, notBefore));
            }
        }

        @Override
        public List<Written> settle(Calls calls, ObjectToWrite object, @Nullable String floor, Instant notBefore) {
            sitOut(notBefore);
            return crm.find("person", List.of(object), floor).getOrDefault(object.key(), List.of());
        }

        @Override
        public void commit(List<Intent> intents) {
            intents.forEach(this::commit);
        }

        private void commit(Intent intent) {
            switch (choices.choose(
                    "committed",
                    "crash before intent",
                    "crash after intent",
                    "taken over before intent",
                    "taken over after intent")) {
                case "crash before intent" -> throw new Crash();
                case "crash after intent" -> {
                    write(intent);
                    throw new Crash();
                }
                case "taken over before intent" -> {
                    takeOver();
                    write(intent);
                }
                case "taken over after intent" -> {
                    write(intent);
                    takeOver();
                }
                default -> write(intent);
            }
        }

        @Override
        public void prove() {
            switch (choices.choose("proven", "taken over before proof", "taken over after proof")) {
                case "taken over before proof" -> {
                    takeOver();
                    requireOwned();
                }
                case "taken over after proof" -> {
                    requireOwned();
                    takeOver();
                }
                default -> requireOwned();
            }
        }

        private void requireOwned() {
            if (mine != epoch && without != Without.FENCE) {
                throw new LedgerLost("fenced", new IllegalStateException());
            }
        }

        @Override
        public void post(Outcome outcome, Runnable applied) {
            switch (choices.choose(
                    "committed", "crash before outcome", "crash after outcome", "taken over before outcome")) {
                case "crash before outcome" -> throw new Crash();
                case "crash after outcome" -> {
                    finish(outcome);
                    throw new Crash();
                }
                case "taken over before outcome" -> {
                    takeOver();
                    finish(outcome);
                }
                default -> finish(outcome);
            }
        }

        private void finish(Outcome outcome) {
            write(outcome);
            position = Math.max(position, outcome.commandOffset() + 1);
        }

        private void write(LedgerMessage message) {
            if (mine != epoch && without != Without.FENCE) {
                throw new LedgerLost("fenced", new IllegalStateException());
            }
            if (message instanceof Intent && without == Without.INTENT) {
                return;
            }
            ledger.add(message);
            show(message);
        }

        private void show(LedgerMessage message) {
            ObjectState before = state(message.key());
            view.put(
                    message.key(), message instanceof Intent intent ? open(before, intent) : closed((Outcome) message));
        }
    }

    /** Waits for nothing. */
    private static final class Impatient implements Doubts {
        @Override
        public List<Written> settle(Calls calls, ObjectToWrite object, @Nullable String floor, Instant notBefore) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sitOut(Instant notBefore) {
            // that is the mistake
        }
    }

    private static ObjectState open(ObjectState before, Intent m) {
        return new ObjectState(
                before.key(),
                before.crmId(),
                before.confirmedHash(),
                before.confirmedOffset(),
                before.written(),
                before.beforeImage(),
                before.conflicts(),
                before.last(),
                new OpenIntent(
                        m.operation(), m.attempt(), m.payloadHash(), m.searchFloor(), m.at(), m.deadline(), m.owner()));
    }

    private static ObjectState closed(Outcome m) {
        return new ObjectState(
                m.key(),
                m.crmId(),
                m.confirmedHash(),
                m.commandOffset(),
                m.written(),
                m.beforeImage(),
                List.of(),
                new Answer(m.run(), m.phase(), m.status(), m.operation(), m.payloadHash(), m.commandOffset()),
                null);
    }
}
