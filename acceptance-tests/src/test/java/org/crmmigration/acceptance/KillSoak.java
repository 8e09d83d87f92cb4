package org.crmmigration.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.crmmigration.contract.plain.JavaProcess;
import org.crmmigration.contract.plain.PlainClient;
import org.crmmigration.contract.plain.PlainLoader;
import org.crmmigration.contract.plain.PlainMigration;
import org.crmmigration.embedded.PlatformProcess;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.crmmigration.sandbox.Faults;
import org.crmmigration.sandbox.plain.PlainSandbox;

/**
 * Three migrations side by side, one for each way to keep a create from happening twice, on a loader process and a broker
 * process that are killed at random instants while the CRM drops answers, fails, stalls and resets. Commands are added as
 * they are used up, so that every kill hits work.
 */
final class KillSoak implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int BATCH = 120;
    private static final Map<String, String> LOADER = Map.of(
            "rate", "200",
            "parallelism", "6",
            "crm.loader.connect-timeout", "2s",
            "crm.loader.call-timeout", "2s",
            "crm.loader.retry-first", "50ms",
            "crm.loader.retry-longest", "500ms",
            "crm.loader.start-window", "2s",
            "crm.loader.settle", "2s",
            "crm.loader.probe-first", "100ms",
            "crm.loader.probe-longest", "1s");

    private final Path directory;
    private final Random random;
    private final PlainSandbox crm;
    private final PlatformProcess broker;
    private final PlainMigration.Writers writers;
    private final List<SoakedMigration> migrations;
    private JavaProcess loader;
    private int loaderKills;
    private int brokerKills;

    KillSoak(Path directory, long seed) {
        this.directory = directory;
        this.random = new Random(seed);
        crm = PlainSandbox.start(new PlainSandbox.Settings(0, seed));
        broker = PlatformProcess.start(directory.resolve("broker"));
        writers = PlainMigration.Writers.of(
                new Clients(KafkaSettings.local(broker.bootstrapServers(), broker.registryUrl(), "soak")));
        migrations = List.of(begin(PlainClient.OWN_ID), begin(PlainClient.NATURAL_UPSERT), begin(PlainClient.JOURNAL));
        loader = loader();
    }

    int loaderKills() {
        return loaderKills;
    }

    int brokerKills() {
        return brokerKills;
    }

    List<SoakedMigration> migrations() {
        return migrations;
    }

    PlainSandbox crm() {
        return crm;
    }

    /** Answers lost after the effect, failures before and after it, late effects, silence, resets, throttling. */
    void disturb() {
        Faults faults = crm.faults();
        for (String writes : List.of("POST *", "PUT *")) {
            faults.add(FaultRule.sometimes(writes, 0.02, new Fault.DropAfterCommit()));
            faults.add(FaultRule.sometimes(writes, 0.01, new Fault.ErrorAfterCommit(500)));
            faults.add(FaultRule.sometimes(writes, 0.003, new Fault.Latency(Duration.ofSeconds(3))));
        }
        faults.add(FaultRule.sometimes("*", 0.01, new Fault.ErrorBeforeEffect(500)));
        faults.add(FaultRule.sometimes("*", 0.01, new Fault.ErrorBeforeEffect(503)));
        faults.add(FaultRule.sometimes("*", 0.01, new Fault.ResetBeforeEffect()));
        faults.add(FaultRule.sometimes("*", 0.002, new Fault.Stall(Duration.ofSeconds(5))));
        faults.add(FaultRule.sometimes("*", 0.002, new Fault.RateLimitStorm()));
        faults.add(FaultRule.sometimes("*", 1, new Fault.Latency(Duration.ofMillis(20))));
    }

    /** Kills that many times; every kill waits for calls of all migrations after the one before. */
    void kill(int times) {
        for (int i = 0; i < times; i++) {
            migrations.forEach(this::keepBusy);
            List<Long> calls = calls();
            await("calls of all migrations after kill " + i, () -> allMore(calls));
            pause(random.nextInt(1500));
            if (random.nextInt(3) == 0) {
                broker.kill();
                brokerKills++;
                if (random.nextBoolean()) {
                    killLoader();
                }
                broker.restart();
            } else {
                killLoader();
            }
            if (!loader.isAlive()) {
                loader = loader();
            }
        }
    }

    /** Waits until every command has its outcome. */
    void finish() {
        for (SoakedMigration migration : migrations) {
            await("outcomes of " + migration.type(), () -> migration.answered() >= migration.commands());
        }
    }

    /** What happened, as a table. */
    String figures() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "loader killed %d times, broker killed %d times, calls %d, faults %s%n",
                loaderKills,
                brokerKills,
                crm.counters().read().total(),
                crm.faults().struck()));
        for (SoakedMigration migration : migrations) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-7s calls %d, found again after a lost answer %d, %s%n",
                    migration.type(),
                    crm.calls(migration.type()),
                    migration.foundAgain(),
                    migration.landing(crm)));
        }
        return text.toString();
    }

    @Override
    public void close() {
        migrations.forEach(SoakedMigration::close);
        writers.close();
        loader.close();
        broker.close();
        crm.close();
    }

    private SoakedMigration begin(String type) {
        PlainMigration migration = new PlainMigration(writers, "plain", "soak-" + type);
        migration.createTopics();
        migration.define(crm.url(type), directory);
        return new SoakedMigration(migration, type);
    }

    private void keepBusy(SoakedMigration migration) {
        if (migration.commands() - migration.answered() < 2 * BATCH) {
            migration.feed(BATCH);
        }
    }

    private void killLoader() {
        loader.kill();
        loaderKills++;
    }

    private JavaProcess loader() {
        List<String> arguments = new ArrayList<>(List.of(
                "bootstrap=" + broker.bootstrapServers(),
                "registry=" + broker.registryUrl(),
                "crm.loader.data-dir=" + directory.resolve("loader")));
        LOADER.forEach((name, value) -> arguments.add(name + "=" + value));
        return JavaProcess.start(
                directory.resolve("loader.log"),
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                PlainLoader.class.getName(),
                arguments);
    }

    private List<Long> calls() {
        return migrations.stream().map(one -> crm.calls(one.type())).toList();
    }

    private boolean allMore(List<Long> before) {
        List<Long> now = calls();
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i) < before.get(i) + 10) {
                return false;
            }
        }
        return true;
    }

    private void await(String what, BooleanSupplier met) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!met.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "waited in vain for " + what + "\n" + figures() + "loader: " + loader.ask("?"));
            }
            pause(20);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
