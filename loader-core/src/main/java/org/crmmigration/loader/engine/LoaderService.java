package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.http.LaneClients;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.ledger.BucketLedgers;
import org.crmmigration.loader.turn.AccountTurns;
import org.crmmigration.messaging.control.ControlGroup;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;

/**
 * The loader of one destination: one member of the group {@code loader-<destination>} on the control topic, with the lanes
 * of the migrations whose buckets it owns.
 */
public final class LoaderService implements AutoCloseable {

    private final String destination;
    private final LaneKafka kafka;
    private final BucketLedgers ledgers;
    private final LaneKeeper keeper;
    private final ControlPublisher control;
    private final LaneReports reports;
    private final ControlGroup group;

    /**
     * Not started yet.
     *
     * @param clients makes the lanes' clients
     * @param turns who has which account, in all processes
     * @param gather how long ledger entries are gathered for one transaction
     * @param owner who we are, for those who find our intents
     * @param probes pauses between probes of a CRM that cannot be used, and between openings of a lane that breaks
     */
    public LoaderService(
            String destination,
            Clients kafkaClients,
            Accounts accounts,
            AccountTurns turns,
            LaneClients clients,
            EngineSettings settings,
            Duration gather,
            Backoff probes,
            Owner owner,
            Clock clock) {
        this.destination = destination;
        String service = "loader-" + destination;
        kafka = new LaneKafka(kafkaClients, service);
        ledgers = new BucketLedgers(kafkaClients, service, gather);
        LaneAssembly assembly = new LaneAssembly(kafka, settings, probes, owner, clock, Sleeper.REAL);
        LaneOpener opener = new LaneOpener(kafka, accounts, turns, clients, assembly, settings.views(), clock);
        keeper = new LaneKeeper(destination, opener, ledgers, probes, clock, Sleeper.REAL);
        control = new ControlPublisher(kafkaClients, service);
        reports = new LaneReports(() -> List.copyOf(keeper.lanes()), control, clock, service);
        group = new ControlGroup(kafkaClients, service, keeper);
    }

    /** The destination it loads into. */
    public String destination() {
        return destination;
    }

    /** Joins the group; lanes open as buckets become ready. */
    public void start() {
        group.start();
    }

    /** How a migration's lane stands; empty when another instance or destination has it. */
    public Optional<LaneState> lane(String migration) {
        return keeper.lane(migration).map(LaneHost::state);
    }

    /** How all lanes of this instance stand. */
    public List<LaneState> lanes() {
        return keeper.lanes().stream().map(LaneHost::state).toList();
    }

    /** Lets a lane go on that stopped for a person to look; false when there is none. */
    public boolean resume(String migration) {
        Optional<LaneHost> host = keeper.lane(migration);
        host.ifPresent(LaneHost::resume);
        return host.isPresent();
    }

    /** Has a migration's account described again on its ledger, soon; false when there is no such lane. */
    public boolean readSchema(String migration) {
        Optional<LaneHost> host = keeper.lane(migration);
        host.ifPresent(LaneHost::readSchema);
        return host.isPresent();
    }

    /** Lets calls under way end for some seconds, commits their outcomes, leaves the group. */
    @Override
    public void close() {
        keeper.close();
        group.close();
        reports.close();
        control.close();
        ledgers.close();
        kafka.close();
    }
}
