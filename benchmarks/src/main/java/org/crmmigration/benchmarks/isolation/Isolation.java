package org.crmmigration.benchmarks.isolation;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.crmmigration.benchmarks.isolation.Tenant.Kind;
import org.crmmigration.benchmarks.rig.Percentiles;
import org.crmmigration.benchmarks.rig.ProcessFigures;
import org.crmmigration.benchmarks.rig.Rig;
import org.crmmigration.contract.plain.JavaProcess;
import org.crmmigration.contract.plain.PlainMigration;
import org.crmmigration.sandbox.plain.PlainSandbox;
import tools.jackson.databind.JsonNode;

/**
 * A thousand migrations on one loader process of 1 GiB, three in ten of them in trouble, each with an account of its own.
 * Measures what share of its own budget each healthy one gets, in a quiet minute and in one in which a migration starts
 * and one ends every second; how fast a new one starts; and what it costs in threads, heap and at the broker. The CRM is
 * the plain sandbox in this process; broker and loader are processes of their own.
 *
 * <p>Arguments: migrations (1000), calls per second and account (2), seconds per window (60).
 */
public final class Isolation {

    private static final int HELPERS = 12;

    private final PrintStream out = System.out;
    private final int migrations;
    private final int rate;
    private final int seconds;

    private Isolation(int migrations, int rate, int seconds) {
        this.migrations = migrations;
        this.rate = rate;
        this.seconds = seconds;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        new Isolation(argument(arguments, 0, 1000), argument(arguments, 1, 2), argument(arguments, 2, 60)).run();
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private void run() throws Exception {
        try (Rig rig = Rig.start(768);
                PlainSandbox crm = PlainSandbox.start(new PlainSandbox.Settings(0, 1));
                ExecutorService helpers = Executors.newFixedThreadPool(HELPERS)) {
            Tenant.trouble(crm.faults());
            print("broker, empty", rig.broker(), Duration.ZERO);
            List<Tenant> tenants = tenants(rig, migrations, "m");
            List<Tenant> newcomers = tenants(rig, 2 * seconds, "n");
            timed(
                    "topics of all migrations created and proven",
                    () -> all(helpers, tenants, t -> t.migration().createTopics()));
            all(helpers, newcomers, t -> t.migration().createTopics());
            print("broker, " + 4 * (tenants.size() + newcomers.size()) + " topics", rig.broker(), Duration.ZERO);
            timed(
                    "commands written",
                    () -> all(helpers, tenants, t -> t.migration().command(t.commands(rate * seconds * 6))));
            all(helpers, newcomers, t -> t.migration().command(t.commands(rate * 20)));
            all(helpers, tenants, t -> t.migration().define(t.url(crm), rig.directory()));
            JavaProcess loader = rig.loader("1", Map.of("rate", Integer.toString(rate), "heap", "1g"));
            timed("all healthy lanes make calls, after a cold start", () -> awaitCalls(crm, tenants));
            window("quiet", rig, loader, crm, tenants, () -> Thread.sleep(seconds * 1000L));
            List<Double> starts = new ArrayList<>();
            window(
                    "one starts and one ends every second",
                    rig,
                    loader,
                    crm,
                    tenants,
                    () -> churn(rig, crm, newcomers, starts));
            out.printf("new migration, from its definition to its first call, s: %s%n", Percentiles.of(starts));
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private interface Each {
        void run(Tenant tenant) throws Exception;
    }

    private static List<Tenant> tenants(Rig rig, int count, String prefix) {
        List<Tenant> tenants = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Kind kind = prefix.equals("m") ? Tenant.kind(i) : Kind.HEALTHY;
            tenants.add(new Tenant(new PlainMigration(rig.writers(), "plain", prefix + i), kind));
        }
        return tenants;
    }

    private static void all(ExecutorService helpers, List<Tenant> tenants, Each each) throws Exception {
        List<Future<Boolean>> running = new ArrayList<>();
        for (Tenant tenant : tenants) {
            running.add(helpers.submit(() -> {
                each.run(tenant);
                return true;
            }));
        }
        for (Future<Boolean> one : running) {
            var _ = one.get();
        }
    }

    private void timed(String what, Step step) throws Exception {
        long began = System.nanoTime();
        step.run();
        out.printf(Locale.ROOT, "%s: %.1f s%n", what, (System.nanoTime() - began) / 1e9);
    }

    private static void awaitCalls(PlainSandbox crm, List<Tenant> tenants) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        for (Tenant tenant : tenants) {
            while (tenant.kind() == Kind.HEALTHY && crm.size(tenant.account()) == 0) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(tenant.account() + " made no call");
                }
                Thread.sleep(50);
            }
        }
    }

    /** Every second one newcomer is defined; the one of twenty seconds ago, which has nothing left to do, is erased. */
    private void churn(Rig rig, PlainSandbox crm, List<Tenant> newcomers, List<Double> starts) throws Exception {
        for (int i = 0; i < seconds; i++) {
            long began = System.nanoTime();
            Tenant fresh = newcomers.get(i);
            fresh.migration().define(fresh.url(crm), rig.directory());
            if (i >= 20) {
                newcomers.get(i - 20).migration().erase();
            }
            while (crm.calls(fresh.account()) == 0 && System.nanoTime() - began < 30e9) {
                Thread.sleep(5);
            }
            starts.add((System.nanoTime() - began) / 1e9);
            Thread.sleep(Math.max(0, 1000 - (System.nanoTime() - began) / 1_000_000));
        }
    }

    private void window(String name, Rig rig, JavaProcess loader, PlainSandbox crm, List<Tenant> tenants, Step during)
            throws Exception {
        Map<String, Long> before = calls(crm, tenants);
        JsonNode brokerBefore = Rig.figures(rig.broker());
        JsonNode loaderBefore = Rig.figures(loader);
        ProcessFigures loaderCpu = ProcessFigures.of(loader.pid());
        ProcessFigures brokerCpu = ProcessFigures.of(rig.broker().pid());
        long began = System.nanoTime();
        during.run();
        double took = (System.nanoTime() - began) / 1e9;
        Map<String, Long> after = calls(crm, tenants);
        out.printf(Locale.ROOT, "%n== %s, %.0f s ==%n", name, took);
        shares(tenants, before, after, took);
        JsonNode loaderAfter = Rig.figures(loader);
        JsonNode brokerAfter = Rig.figures(rig.broker());
        out.printf(Locale.ROOT, "loader: %s%n", loaderAfter);
        out.printf(
                Locale.ROOT,
                "outcomes/s %.0f, polls/s %.0f, commits/s %.0f%n",
                (loaderAfter.path("outcomes").asDouble(0)
                                - loaderBefore.path("outcomes").asDouble(0))
                        / took,
                1000 / Math.max(0.001, loaderAfter.path("betweenPollsMs").asDouble(0)),
                delta(brokerBefore, brokerAfter, "EndTxn") / took);
        for (String kind :
                List.of("Produce", "Fetch", "FetchConsumer", "AddPartitionsToTxn", "TxnOffsetCommit", "EndTxn")) {
            out.printf(Locale.ROOT, "broker %s/s %.0f%n", kind, delta(brokerBefore, brokerAfter, kind) / took);
        }
        print("loader", loader, loaderCpu.cpu(), took);
        print("broker", rig.broker(), brokerCpu.cpu(), took);
    }

    private static double delta(JsonNode before, JsonNode after, String kind) {
        String name = "requests." + kind;
        return after.path(name).asDouble(0) - before.path(name).asDouble(0);
    }

    private void shares(List<Tenant> tenants, Map<String, Long> before, Map<String, Long> after, double took) {
        Map<Kind, List<Double>> shares = new HashMap<>();
        for (Tenant tenant : tenants) {
            double calls = after.getOrDefault(tenant.account(), 0L) - before.getOrDefault(tenant.account(), 0L);
            shares.computeIfAbsent(tenant.kind(), _ -> new ArrayList<>()).add(100 * calls / (rate * took));
        }
        for (Kind kind : Kind.values()) {
            Percentiles all = Percentiles.of(shares.getOrDefault(kind, List.of()));
            if (!all.sorted().isEmpty()) {
                out.printf(
                        "%s (%d), calls in %% of own budget: %s; below 95: %d%n",
                        kind, all.sorted().size(), all, all.below(95));
            }
        }
    }

    private static Map<String, Long> calls(PlainSandbox crm, List<Tenant> tenants) {
        Map<String, Long> calls = new HashMap<>();
        tenants.forEach(tenant -> calls.put(tenant.account(), crm.calls(tenant.account())));
        return calls;
    }

    private void print(String what, JavaProcess process, Duration cpuBefore) {
        print(what, process, cpuBefore, 0);
    }

    private void print(String what, JavaProcess process, Duration cpuBefore, double seconds) {
        ProcessFigures now = ProcessFigures.of(process.pid());
        String cpu = seconds == 0
                ? ""
                : String.format(
                        Locale.ROOT, ", cores %.2f", now.cpu().minus(cpuBefore).toMillis() / 1000.0 / seconds);
        out.printf(
                Locale.ROOT,
                "%s: resident %d MB, threads %d, open files %d, heap used %s MB%s%n",
                what,
                now.residentMb(),
                now.threads(),
                now.files(),
                Rig.figures(process).path("heapUsedMb"),
                cpu);
    }
}
