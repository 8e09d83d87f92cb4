package org.crmmigration.benchmarks.scaleout;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.crmmigration.benchmarks.rig.Rig;
import org.crmmigration.contract.plain.JavaProcess;
import org.crmmigration.contract.plain.PlainClient;
import org.crmmigration.contract.plain.PlainMigration;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.crmmigration.sandbox.plain.PlainSandbox;

/**
 * Twenty-four migrations on one, two and three loader processes. Every call takes 200 ms and a process makes eight calls
 * at once, so that neither accounts nor this machine's cores are the limit but the number of processes. Then one of three
 * is killed: how long until each of its migrations makes calls again.
 *
 * <p>Argument: seconds per measurement (30).
 */
public final class ScaleOut {

    private static final int MIGRATIONS = 24;
    private static final int COMMANDS = 1_500;
    private static final Map<String, String> OPTIONS =
            Map.of("rate", "1000", "parallelism", "4", "process", "8", "heap", "256m");

    private final PrintStream out = System.out;
    private final int seconds;
    private final List<PlainMigration> migrations = new ArrayList<>();

    private ScaleOut(int seconds) {
        this.seconds = seconds;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws InterruptedException {
        new ScaleOut(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30).run();
    }

    private void run() throws InterruptedException {
        try (Rig rig = Rig.start(384);
                PlainSandbox crm = PlainSandbox.start(new PlainSandbox.Settings(0, 1))) {
            crm.faults().add(FaultRule.sometimes("*", 1, new Fault.Latency(Duration.ofMillis(200))));
            begin(rig, crm);
            List<JavaProcess> loaders = new ArrayList<>();
            double first = 0;
            for (String instance : List.of("a", "b", "c")) {
                loaders.add(rig.loader(instance, OPTIONS));
                settle(crm, loaders);
                double rate = rate(crm);
                first = first == 0 ? rate : first;
                out.printf(
                        Locale.ROOT,
                        "%d processes: %.1f calls/s, %.2f times one; lanes %s%n",
                        loaders.size(),
                        rate,
                        rate / first,
                        lanes(loaders));
            }
            handOver(crm, loaders);
        }
    }

    private void begin(Rig rig, PlainSandbox crm) {
        for (int i = 0; i < MIGRATIONS; i++) {
            PlainMigration migration = new PlainMigration(rig.writers(), "plain", "scale-" + i);
            migration.createTopics();
            migration.command(IntStream.range(0, COMMANDS)
                    .mapToObj(n -> PlainMigration.upsert(PlainClient.OWN_ID, n, "Ann " + n))
                    .toList());
            migration.define(crm.url(migration.name()), rig.directory());
            migrations.add(migration);
        }
    }

    /** Until every process has lanes and every migration makes calls. */
    private void settle(PlainSandbox crm, List<JavaProcess> loaders) throws InterruptedException {
        while (lanes(loaders).stream().anyMatch(lanes -> lanes == 0)
                || lanes(loaders).stream().mapToInt(Integer::intValue).sum() != MIGRATIONS) {
            Thread.sleep(100);
        }
        Map<String, Long> before = calls(crm);
        while (migrations.stream().anyMatch(one -> crm.calls(one.name()) <= before.getOrDefault(one.name(), 0L))) {
            Thread.sleep(50);
        }
    }

    private double rate(PlainSandbox crm) throws InterruptedException {
        long before = total(crm);
        long began = System.nanoTime();
        Thread.sleep(seconds * 1000L);
        return (total(crm) - before) * 1e9 / (System.nanoTime() - began);
    }

    private void handOver(PlainSandbox crm, List<JavaProcess> loaders) throws InterruptedException {
        int owned = lanes(loaders).getLast();
        loaders.getLast().kill();
        Map<String, Long> before = calls(crm);
        Thread.sleep(300); // calls that were under way have reached the server
        Map<String, Long> still = calls(crm);
        long began = System.nanoTime();
        List<Double> quiet = new ArrayList<>();
        Map<String, Boolean> silent = new HashMap<>();
        migrations.forEach(
                one -> silent.put(one.name(), Objects.equals(still.get(one.name()), before.get(one.name()))));
        while (silent.containsValue(true)) {
            Map<String, Long> now = calls(crm);
            silent.replaceAll((name, waiting) -> {
                boolean moves = now.getOrDefault(name, 0L) > still.getOrDefault(name, 0L);
                if (waiting && moves) {
                    quiet.add((System.nanoTime() - began) / 1e9);
                }
                return waiting && !moves;
            });
            Thread.sleep(20);
        }
        out.printf(
                Locale.ROOT,
                "killed one that had %d lanes: the last of them made calls again after %.1f s%n",
                owned,
                quiet.isEmpty() ? 0 : quiet.getLast() + 0.3);
    }

    private static List<Integer> lanes(List<JavaProcess> loaders) {
        return loaders.stream()
                .map(loader -> Rig.figures(loader).path("lanes").asInt(0))
                .toList();
    }

    private Map<String, Long> calls(PlainSandbox crm) {
        Map<String, Long> calls = new HashMap<>();
        migrations.forEach(one -> calls.put(one.name(), crm.calls(one.name())));
        return calls;
    }

    private long total(PlainSandbox crm) {
        return calls(crm).values().stream().mapToLong(Long::longValue).sum();
    }
}
