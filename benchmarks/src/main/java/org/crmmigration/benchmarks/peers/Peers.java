package org.crmmigration.benchmarks.peers;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.crmmigration.benchmarks.rig.Rig;
import org.crmmigration.contract.plain.JavaProcess;
import org.crmmigration.contract.plain.PlainClient;
import org.crmmigration.contract.plain.PlainMigration;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.crmmigration.sandbox.plain.PlainSandbox;
import org.crmmigration.sandbox.plain.PlainSandbox.Row;

/**
 * The same objects, limits and faults for the engine and for a plain listener with a retry template, one after the other
 * in one run, each killed several times: time, calls, throttled calls, duplicates, losses.
 *
 * <p>Arguments: objects (1000), kills (4).
 */
public final class Peers {

    private static final int CALLS_PER_SECOND = 40;
    private static final String NAME = "peer";

    private final PrintStream out = System.out;
    private final int objects;
    private final int kills;

    private Peers(int objects, int kills) {
        this.objects = objects;
        this.kills = kills;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws InterruptedException {
        int objects = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        new Peers(objects, kills).run();
    }

    private record Landed(int there, int duplicates, int missing) {}

    private void run() throws InterruptedException {
        out.println("| | seconds | calls | throttled | objects | duplicates | missing |");
        out.println("|---|---|---|---|---|---|---|");
        measure("load engine", true);
        measure("listener with retry template", false);
    }

    private void measure(String what, boolean engine) throws InterruptedException {
        try (Rig rig = Rig.start(384);
                PlainSandbox crm = PlainSandbox.start(new PlainSandbox.Settings(CALLS_PER_SECOND, 7))) {
            disturb(crm);
            PlainMigration migration = new PlainMigration(rig.writers(), "plain", NAME);
            migration.createTopics();
            List<ObjectCommand> commands = IntStream.range(0, objects)
                    .mapToObj(i -> PlainMigration.upsert(PlainClient.JOURNAL, i, "Ann " + i))
                    .toList();
            migration.command(commands);
            migration.define(crm.url(NAME), rig.directory());
            Supplier<JavaProcess> start = engine ? () -> loader(rig) : () -> listener(rig, migration, crm);
            double took = work(crm, start);
            Landed landed = landed(crm, migration);
            out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %d | %d | %d | %d | %d |%n",
                    what,
                    took,
                    crm.calls(NAME),
                    crm.counters().read().statuses().getOrDefault(429, 0L),
                    landed.there(),
                    landed.duplicates(),
                    landed.missing());
        }
    }

    /** Killed at even distances; over when no call has come for fifteen seconds. */
    private double work(PlainSandbox crm, Supplier<JavaProcess> start) throws InterruptedException {
        long began = System.nanoTime();
        JavaProcess process = start.get();
        for (int i = 1; i <= kills; i++) {
            while (crm.size(NAME) < i * objects / (kills + 1)) {
                Thread.sleep(20);
            }
            process.kill();
            process = start.get();
        }
        long last = System.nanoTime();
        long calls = crm.calls(NAME);
        while (System.nanoTime() - last < Duration.ofSeconds(15).toNanos()) {
            Thread.sleep(50);
            if (crm.calls(NAME) > calls) {
                calls = crm.calls(NAME);
                last = System.nanoTime();
            }
        }
        process.kill();
        return (last - began) / 1e9;
    }

    private static void disturb(PlainSandbox crm) {
        crm.faults().add(FaultRule.sometimes("POST *", 0.02, new Fault.DropAfterCommit()));
        crm.faults().add(FaultRule.sometimes("POST *", 0.01, new Fault.ErrorAfterCommit(500)));
        crm.faults().add(FaultRule.sometimes("*", 0.01, new Fault.ErrorBeforeEffect(503)));
        crm.faults().add(FaultRule.sometimes("*", 0.01, new Fault.ResetBeforeEffect()));
        crm.faults().add(FaultRule.sometimes("*", 1, new Fault.Latency(Duration.ofMillis(40))));
    }

    private static JavaProcess loader(Rig rig) {
        return rig.loader(
                "1",
                Map.of(
                        "rate", Integer.toString(CALLS_PER_SECOND),
                        "parallelism", "4",
                        "heap", "256m",
                        "crm.loader.call-timeout", "2s",
                        "crm.loader.start-window", "2s",
                        "crm.loader.settle", "2s"));
    }

    private static JavaProcess listener(Rig rig, PlainMigration migration, PlainSandbox crm) {
        return JavaProcess.start(
                rig.directory().resolve("listener.log"),
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                ListenerMain.class.getName(),
                List.of(
                        rig.clients().settings().bootstrapServers(),
                        rig.clients().settings().registryUrl(),
                        migration.topics().commands(),
                        crm.url(NAME).toString(),
                        migration.name()));
    }

    private Landed landed(PlainSandbox crm, PlainMigration migration) {
        Map<String, Integer> counts = new HashMap<>();
        for (Row row : crm.rows(NAME)) {
            counts.merge(row.key(), 1, Integer::sum);
        }
        Set<String> missing = new HashSet<>();
        for (int i = 0; i < objects; i++) {
            missing.add(migration.migrationKey(PlainClient.JOURNAL, i));
        }
        missing.removeAll(counts.keySet());
        int duplicates = counts.values().stream().mapToInt(count -> count - 1).sum();
        return new Landed(counts.size(), duplicates, missing.size());
    }
}
