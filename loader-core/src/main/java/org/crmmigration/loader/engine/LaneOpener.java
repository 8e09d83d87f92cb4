package org.crmmigration.loader.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.http.LaneClients;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.ledger.BucketLedger;
import org.crmmigration.loader.ledger.LaneLedger;
import org.crmmigration.loader.ledger.LedgerReplay;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.view.LaneView;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;

/**
 * Opens lanes: account, client, view up to date with the ledger, position, parts. The bucket's ledger must have been
 * opened before, for it ends what the former owner left open. More collaborators than usual, for here everything meets.
 */
final class LaneOpener {

    private final LaneKafka kafka;
    private final Accounts accounts;
    private final LaneClients clients;
    private final EngineSettings settings;
    private final Backoff probes;
    private final Clock clock;
    private final Sleeper sleeper;
    private final LedgerReplay replay;

    LaneOpener(
            LaneKafka kafka,
            Accounts accounts,
            LaneClients clients,
            EngineSettings settings,
            Backoff probes,
            Clock clock,
            Sleeper sleeper) {
        this.kafka = kafka;
        this.accounts = accounts;
        this.clients = clients;
        this.settings = settings;
        this.probes = probes;
        this.clock = clock;
        this.sleeper = sleeper;
        this.replay = new LedgerReplay(kafka.clients());
    }

    /**
     * Opens a lane, runs it on the calling thread, and closes it.
     *
     * @param opened told about the lane once it is open
     */
    void run(MigrationDefined migration, Gates gates, BucketLedger bucket, OpenedLane opened) {
        Account account = accounts.account(migration.accountReference());
        AccountBudget budget = accounts.budget(account);
        CrmClient client = clients.client(migration.migration(), account, budget);
        String ledgerTopic = migration.topics().ledger();
        try (LaneView view = LaneView.open(viewFile(migration), replay.identity(ledgerTopic));
                TopicCommands past =
                        new TopicCommands(kafka.clients(), migration.topics().commands())) {
            replay.replay(ledgerTopic, view);
            TopicPartition commands = new TopicPartition(migration.topics().commands(), 0);
            long position = kafka.position(commands);
            LaneLedger ledger = new LaneLedger(bucket, migration.topics(), view, position);
            ExecutorService workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                    .name("lane-" + migration.migration() + "-", 0)
                    .factory());
            LaneParts parts = parts(migration, gates, budget, client, view, ledger, past, workers);
            Lane lane = new Lane(parts, clock, workers);
            kafka.reader().open(commands, position, parts.queue());
            try {
                opened.opened(lane);
                lane.run();
            } finally {
                kafka.reader().close(commands, parts.queue());
                lane.end();
            }
        }
    }

    /** Told about a lane once it is open. */
    @FunctionalInterface
    interface OpenedLane {
        void opened(Lane lane);
    }

    /** Removes what is on disk of a migration. */
    void forget(MigrationDefined migration) {
        LaneView.open(viewFile(migration), "none").delete();
    }

    private LaneParts parts(
            MigrationDefined migration,
            Gates gates,
            AccountBudget budget,
            CrmClient client,
            LaneView view,
            LaneLedger ledger,
            PastCommands past,
            ExecutorService workers) {
        // Half of the commands under way wait for a commit while the other half is at the server.
        Semaphore slots = new Semaphore(2 * Math.min(client.capabilities().parallelism(), budget.concurrency()));
        LaneHold hold = new LaneHold(clock, probes);
        KeyOrder order = new KeyOrder();
        References references = new References(migration.migration(), view, order);
        DoubtDesk doubts = new DoubtDesk(client, slots, workers, clock, sleeper);
        JournalSettings times = settings.journal();
        Journal journal = new Journal(ledger, times, clock, kafka.instance());
        Creation creation = new Creation(client, journal, doubts, times, clock);
        Commands commands =
                new Commands(view, references, creation, new Updating(client, journal), new Reversal(client, journal, references, past));
        Canary canary = new Canary(client, hold, settings.canaryObjects(), settings.canaryDifferent());
        LaneWork work =
                new LaneWork(client, commands, new Verification(client, view, references, past), canary, references);
        LaneQueue queue =
                new LaneQueue(new LaneQueue.Bounds(settings.queueFull(), settings.queueLow()), kafka.reader()::nudge);
        return new LaneParts(
                queue,
                kafka.decoder(),
                ledger,
                view,
                client,
                budget,
                gates,
                hold,
                order,
                slots,
                doubts,
                references,
                work);
    }

    private Path viewFile(MigrationDefined migration) {
        return settings.views().resolve(migration.destination()).resolve(migration.migration() + ".db");
    }
}
