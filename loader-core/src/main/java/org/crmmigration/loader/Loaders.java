package org.crmmigration.loader;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.crmmigration.loader.budget.Timer;
import org.crmmigration.loader.engine.LaneState;
import org.crmmigration.loader.engine.LoaderService;
import org.crmmigration.loader.http.Backoff;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.http.LaneClients;
import org.crmmigration.loader.http.Sleeper;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.loader.turn.AccountTurns;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.kafka.Clients;

/** The loaders of this process, one per vendor, and what they share. */
public final class Loaders implements AutoCloseable {

    private final DataDirectory directory;
    private final HttpClient http;
    private final ScheduledExecutorService timer;
    private final AccountTurns turns;
    private final List<LoaderService> services;

    /**
     * Not started yet.
     *
     * @throws IllegalStateException when another process uses the data directory
     */
    public Loaders(
            List<CrmVendor> vendors, Clients clients, SecretReference secrets, LoaderSettings settings, Clock clock) {
        directory = DataDirectory.open(settings.dataDir(), clock);
        http = JdkTransport.httpClient(settings.connectTimeout());
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("loader-timer").factory());
        turns = new AccountTurns(clients, clock);
        AccountFile file = new AccountFile(secrets);
        services = vendors.stream()
                .map(vendor -> service(vendor, file, clients, settings, clock))
                .toList();
    }

    /** Joins the groups. */
    public void start() {
        turns.start();
        services.forEach(LoaderService::start);
    }

    /** How a migration's lane stands; empty when it is not here. */
    public Optional<LaneState> lane(String migration) {
        return services.stream()
                .flatMap(service -> service.lane(migration).stream())
                .findFirst();
    }

    /** How all lanes of this process stand. */
    public List<LaneState> lanes() {
        return services.stream().flatMap(service -> service.lanes().stream()).toList();
    }

    /** Lets a lane go on that stopped for a person to look; false when it is not here. */
    public boolean resume(String migration) {
        return services.stream().anyMatch(service -> service.resume(migration));
    }

    /** Has a migration's account described again on its ledger, soon; false when its lane is not here. */
    public boolean readSchema(String migration) {
        return services.stream().anyMatch(service -> service.readSchema(migration));
    }

    @Override
    public void close() {
        services.forEach(LoaderService::close);
        turns.close();
        timer.shutdownNow();
        http.shutdownNow();
        directory.close();
    }

    private LoaderService service(
            CrmVendor vendor, AccountFile file, Clients clients, LoaderSettings settings, Clock clock) {
        Random random = new Random();
        AccountFiles accounts =
                new AccountFiles(vendor, file, settings.dataDir().resolve("budgets"), clock, Timer.on(timer, clock));
        LaneClients laneClients = new LaneClients(
                vendor,
                http,
                settings.calls(),
                new Backoff(settings.retryFirst(), settings.retryLongest(), random),
                clock,
                Sleeper.REAL);
        return new LoaderService(
                vendor.destination(),
                clients,
                accounts,
                turns,
                laneClients,
                settings.engine(),
                settings.ledgerGather(),
                new Backoff(settings.probeFirst(), settings.probeLongest(), random),
                directory.owner(),
                clock);
    }
}
