package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.ledger.Ledger;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.loader.view.ObjectState.Answer;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Intent;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/** The parts that carry commands out, around a scripted client and states given by the test. */
final class CommandsBench {

    final Map<ObjectKey, ObjectState> known = new HashMap<>();
    final List<Intent> intents = new ArrayList<>();
    final Map<Long, ObjectCommand> past = new HashMap<>();
    final References references = new References("m", this::state, new KeyOrder());
    private final CrmClient client;
    private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private final JournalSettings times =
            new JournalSettings(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(10), 3);
    private final Journal journal = new Journal(new Intents(), times, clock, "me");
    private final LateWrites late;
    private final Looks looks;

    CommandsBench(CrmClient client) {
        this.client = client;
        this.late = new LateWrites(new NoDoubts(), client, times, Instant.MIN, clock);
        this.looks = new Looks(client, this::state, references, _ -> past, clock);
    }

    ObjectState state(ObjectKey key) {
        return known.getOrDefault(key, ObjectState.unknown(key));
    }

    Commands commands() {
        Doubts doubts = new NoDoubts();
        return new Commands(
                this::state,
                references,
                new Settlement(references, doubts, new Quarantine(times, new Owner("me", Instant.EPOCH))),
                new Creation(client, journal, doubts, times, clock),
                new Updating(client, journal, doubts, times, clock),
                reversal(),
                late);
    }

    private Reversal reversal() {
        return new Reversal(client, journal, this::state, looks);
    }

    BulkReversal bulkReversal() {
        return new BulkReversal(client, this::state, looks, reversal(), journal, commands(), late);
    }

    BulkCreation bulk() {
        return new BulkCreation(client, this::state, references, commands(), journal, late);
    }

    static Work work(long offset, ObjectKey key, Map<String, Value> fields) {
        ObjectCommand command =
                new ObjectCommand("run-1", 2, Action.UPSERT, key, "hash-" + key.sourceKey(), fields, List.of());
        LaneHold hold = new LaneHold(Clock.systemUTC(), new Backoff(Duration.ZERO, Duration.ZERO, new Random(1)));
        return new Work(offset, command, new Calls(hold));
    }

    static ObjectState stands(ObjectKey key, Status status, @Nullable String crmId, @Nullable String confirmedHash) {
        return new ObjectState(
                key,
                crmId,
                confirmedHash,
                -1,
                "{}",
                null,
                List.of(),
                new Answer("run-0", 0, status, Operation.CREATE, "h", 0),
                null);
    }

    private final class Intents implements Ledger {
        @Override
        public void commit(List<Intent> together) {
            intents.addAll(together);
        }

        @Override
        public void prove() {
            // nobody else is there
        }

        @Override
        public void post(Outcome outcome, Runnable applied) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoDoubts implements Doubts {
        @Override
        public List<Written> settle(Calls calls, ObjectToWrite object, @Nullable String floor, Instant notBefore) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sitOut(Instant notBefore) {
            throw new UnsupportedOperationException();
        }
    }
}
