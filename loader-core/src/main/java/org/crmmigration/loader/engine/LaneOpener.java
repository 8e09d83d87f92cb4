package org.crmmigration.loader.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.http.LaneClients;
import org.crmmigration.loader.ledger.BucketLedger;
import org.crmmigration.loader.ledger.LaneLedger;
import org.crmmigration.loader.ledger.LedgerReplay;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.turn.AccountTurns;
import org.crmmigration.loader.view.LaneView;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;

/**
 * Opens lanes: account, client, view up to date with the ledger, position. The bucket's ledger must have been opened
 * before, for it ends what the former owner left open.
 */
final class LaneOpener {

    private static final int MOST_OPENING = 24;

    private final LaneKafka kafka;
    private final Accounts accounts;
    private final AccountTurns turns;
    private final LaneClients clients;
    private final LaneAssembly assembly;
    private final Path views;
    private final Clock clock;
    private final LedgerReplay replay;
    private final Semaphore opening = new Semaphore(MOST_OPENING);

    /**
     * @param views directory of the lanes' views
     */
    LaneOpener(
            LaneKafka kafka,
            Accounts accounts,
            AccountTurns turns,
            LaneClients clients,
            LaneAssembly assembly,
            Path views,
            Clock clock) {
        this.kafka = kafka;
        this.accounts = accounts;
        this.turns = turns;
        this.clients = clients;
        this.assembly = assembly;
        this.views = views;
        this.clock = clock;
        this.replay = new LedgerReplay(kafka.clients(), kafka.admin());
    }

    /**
     * Opens a lane, runs it on the calling thread, and closes it.
     *
     * @param opened told about the lane once it is open
     */
    void run(MigrationDefined migration, Gates gates, BucketLedger bucket, Consumer<Lane> opened) {
        Account account = accounts.account(migration.accountReference());
        AccountBudget budget = accounts.budget(account);
        CrmClient client = clients.client(migration.migration(), account, budget);
        String ledgerTopic = migration.topics().ledger();
        TopicPartition commands = new TopicPartition(migration.topics().commands(), 0);
        try (LaneView view = LaneView.open(viewFile(migration), replay.identity(ledgerTopic));
                TopicCommands past = new TopicCommands(kafka.clients(), commands.topic())) {
            LaneKafka.Position position = caughtUp(ledgerTopic, view, commands);
            LaneLedger ledger = new LaneLedger(bucket, migration.topics(), view, position.offset(), assembly.owner());
            ExecutorService workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
                    .name("lane-" + migration.migration() + "-", 0)
                    .factory());
            LaneParts parts = assembly.assemble(new LaneAssembly.Opened(
                    migration,
                    gates,
                    budget,
                    turns.turn(account, migration.migration()),
                    client,
                    view,
                    ledger,
                    position.owner(),
                    past,
                    workers));
            Lane lane = new Lane(parts, clock, workers);
            kafka.reader().open(commands, position.offset(), parts.queue());
            try {
                opened.accept(lane);
                lane.run();
            } finally {
                kafka.reader().close(commands, parts.queue());
                lane.end();
            }
        }
    }

    /** Brings the view up to date. A thousand lanes that open at once would otherwise have a consumer each. */
    private LaneKafka.Position caughtUp(String ledgerTopic, LaneView view, TopicPartition commands) {
        try {
            opening.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
        try {
            replay.replay(ledgerTopic, view);
            return kafka.position(commands);
        } finally {
            opening.release();
        }
    }

    /** A migration rests: its account is free for others. */
    void rests(String migration) {
        turns.release(migration);
    }

    /** Removes what is on disk of a migration. */
    void forget(MigrationDefined migration) {
        LaneView.delete(viewFile(migration));
    }

    private Path viewFile(MigrationDefined migration) {
        return views.resolve(migration.destination()).resolve(migration.migration() + ".db");
    }
}
