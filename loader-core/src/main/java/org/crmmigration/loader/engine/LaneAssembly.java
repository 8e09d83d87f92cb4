package org.crmmigration.loader.engine;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.ledger.LaneLedger;
import org.crmmigration.loader.port.CrmCapabilities;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.turn.AccountTurns;
import org.crmmigration.loader.view.LaneView;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.jspecify.annotations.Nullable;

/** Puts a lane's parts together. The one place that knows them all. */
final class LaneAssembly {

    private static final int LONGEST_QUEUE = 10_000;

    private final LaneKafka kafka;
    private final EngineSettings settings;
    private final Backoff probes;
    private final Owner owner;
    private final Clock clock;
    private final Sleeper sleeper;

    LaneAssembly(LaneKafka kafka, EngineSettings settings, Backoff probes, Owner owner, Clock clock, Sleeper sleeper) {
        this.kafka = kafka;
        this.settings = settings;
        this.probes = probes;
        this.owner = owner;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Who we are. */
    String owner() {
        return owner.id();
    }

    /**
     * What has been opened for a lane.
     *
     * @param formerOwner who worked on it last, null when nobody did
     */
    record Opened(
            MigrationDefined migration,
            Gates gates,
            AccountBudget budget,
            AccountTurns.Turn turn,
            CrmClient client,
            LaneView view,
            LaneLedger ledger,
            @Nullable String formerOwner,
            PastCommands past,
            ExecutorService workers) {}

    LaneParts assemble(Opened lane) {
        CrmClient client = lane.client();
        // Half of the commands under way wait for a commit while the other half is at the server.
        int width =
                2 * Math.min(client.capabilities().parallelism(), lane.budget().concurrency());
        Semaphore slots = new Semaphore(width);
        LaneHold hold = new LaneHold(clock, probes);
        KeyOrder order = new KeyOrder();
        References references = new References(lane.migration().migration(), lane.view(), order);
        DoubtDesk doubts = new DoubtDesk(client, slots, lane.workers(), clock, sleeper);
        Preflight preflight = new Preflight(client);
        LaneWork work = work(lane, references, doubts, hold);
        return new LaneParts(
                new LaneQueue(bounds(client.capabilities(), width), kafka.reader()::nudge),
                kafka.decoder(),
                lane.ledger(),
                lane.view(),
                client,
                lane.budget(),
                lane.turn(),
                lane.gates(),
                hold,
                order,
                slots,
                doubts,
                references,
                new SchemaWatch(
                        new SchemaWatch.Sources(client, lane.view(), lane.ledger()::describe, lane.past(), references),
                        hold,
                        preflight,
                        new Remaking(lane.ledger(), lane.past(), work, probes, clock),
                        clock),
                preflight,
                new Redrive(client.capabilities().vocabulary()),
                new Latecomers(lane.view()),
                work);
    }

    /** Where a call takes many commands, so many more must be at hand to keep all calls full. */
    private LaneQueue.Bounds bounds(CrmCapabilities can, int width) {
        int most = can.bulkSizes().values().stream().max(Integer::compare).orElse(1);
        int full = Math.max(settings.queueFull(), Math.min(LONGEST_QUEUE, width * most));
        return new LaneQueue.Bounds(full, Math.max(settings.queueLow(), full > settings.queueFull() ? full / 2 : 0));
    }

    private LaneWork work(Opened lane, References references, Doubts doubts, LaneHold hold) {
        CrmClient client = lane.client();
        JournalSettings times = settings.journal();
        Quarantine quarantine = new Quarantine(times, owner);
        Journal journal = new Journal(lane.ledger(), times, clock, owner.id());
        LateWrites late = new LateWrites(
                doubts, client, times, quarantine.formerOwnerEnds(lane.formerOwner(), clock.instant()), clock);
        Looks looks = new Looks(client, lane.view(), references, lane.past(), clock);
        Reversal reversal = new Reversal(client, journal, lane.view(), looks);
        Commands commands = new Commands(
                lane.view(),
                references,
                new Settlement(references, doubts, quarantine),
                new Creation(client, journal, doubts, times, clock),
                new Updating(client, journal, doubts, times, clock),
                reversal,
                late);
        Verification verification = new Verification(client, lane.view(), references, lane.past());
        Canary canary = new Canary(client, hold, settings.canaryObjects(), settings.canaryDifferent());
        return new LaneWork(
                client,
                commands,
                new BulkCreation(client, lane.view(), references, commands, journal, late),
                new BulkReversal(client, lane.view(), looks, reversal, journal, commands, late),
                verification,
                new TakenBack(client, lane.view(), looks),
                canary,
                references);
    }
}
