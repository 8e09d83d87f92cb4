package org.crmmigration.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.crmmigration.contract.plain.JavaProcess;
import org.crmmigration.contract.plain.PlainClient;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.crmmigration.sandbox.Faults;

/**
 * Three migrations side by side, one for each way to keep a create from happening twice, on a loader process and a broker
 * process that are killed at random instants while the CRM drops answers, fails, stalls and resets. Commands are added as
 * they are used up, so that every kill hits work.
 */
final class KillSoak implements AutoCloseable {

    private static final int BATCH = 120;
    private static final int MOST_CALLS_BETWEEN = 60;

    /** Short times, which the faults' times go with: an effect is never later than call time-out and settling time. */
    static final Map<String, String> SHORT_TIMES = Map.of(
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

    private final Random random;
    private final Fleet fleet;
    private JavaProcess loader;
    private int loaderKills;
    private int brokerKills;

    KillSoak(Path directory, long seed) {
        random = new Random(seed);
        fleet = new Fleet(directory, SHORT_TIMES, seed);
        List.of(PlainClient.OWN_ID, PlainClient.NATURAL_UPSERT, PlainClient.JOURNAL)
                .forEach(type -> fleet.begin(type, "soak-" + type));
        loader = fleet.loader("1");
    }

    int kills() {
        return loaderKills + brokerKills;
    }

    boolean clean() {
        return fleet.migrations().stream()
                .allMatch(one -> one.landing(fleet.crm()).clean());
    }

    /** Answers lost after the effect, failures before and after it, late effects, silence, resets, throttling. */
    void disturb() {
        Faults faults = fleet.crm().faults();
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

    /** Kills that many times, or as long; every kill waits for calls of all migrations after the one before. */
    void kill(int times, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (kills() < times && System.nanoTime() < end) {
            fleet.migrations().forEach(migration -> migration.keepBusy(BATCH));
            fleet.awaitCalls(10 + random.nextInt(MOST_CALLS_BETWEEN));
            if (random.nextInt(3) == 0) {
                fleet.broker().kill();
                brokerKills++;
                if (random.nextBoolean()) {
                    killLoader();
                }
                fleet.broker().restart();
            } else {
                killLoader();
            }
            if (!loader.isAlive()) {
                loader = fleet.loader("1");
            }
        }
    }

    /** Waits until every command has its outcome. */
    void finish() {
        fleet.awaitOutcomes();
    }

    /** What happened. */
    String figures() {
        return "loader killed %d times, broker killed %d times, calls %d, faults %s%n%s"
                .formatted(
                        loaderKills,
                        brokerKills,
                        fleet.crm().counters().read().total(),
                        fleet.crm().faults().struck(),
                        fleet.landings());
    }

    @Override
    public void close() {
        fleet.close();
    }

    private void killLoader() {
        loader.kill();
        loaderKills++;
    }
}
