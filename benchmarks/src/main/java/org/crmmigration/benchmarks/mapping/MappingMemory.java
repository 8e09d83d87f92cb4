package org.crmmigration.benchmarks.mapping;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.crmmigration.benchmarks.rig.Rig;
import org.crmmigration.mapping.run.Surveys;

/**
 * What a first run over an export holds: the heap behind full collections, which are forced again and again while it runs.
 * Once nothing but the survey is left, that is measured too.
 *
 * <p>Arguments: numbers of contacts, and as many orders each time (100000 300000 1000000).
 */
public final class MappingMemory {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private MappingMemory() {}

    /** Measures and prints. */
    public static void main(String[] arguments) throws Exception {
        String[] sizes = arguments.length > 0 ? arguments : new String[] {"100000", "300000", "1000000"};
        System.out.println("| contacts | records | before, MB | most while it runs, MB | survey kept, MB | seconds |");
        System.out.println("|---|---|---|---|---|---|");
        try (Rig rig = Rig.start(384)) {
            for (String size : sizes) {
                CustomerExport export =
                        new CustomerExport(rig.clients(), "memory-" + size, "pipedrive", Integer.parseInt(size));
                export.publish();
                System.out.println(measured(export, Integer.parseInt(size)));
            }
        }
    }

    private static String measured(CustomerExport export, int contacts) throws InterruptedException {
        long before = live();
        AtomicLong most = new AtomicLong();
        Thread collector = Thread.ofPlatform().daemon().start(() -> collect(most));
        Surveys surveys = new Surveys(export.clients());
        try {
            long start = System.nanoTime();
            export.run("run", surveys).run();
            double seconds = (System.nanoTime() - start) / 1e9;
            collector.interrupt();
            collector.join();
            return String.format(
                    Locale.ROOT,
                    "| %,d | %,d | %d | %d | %d | %.0f |",
                    contacts,
                    export.records(),
                    before >> 20,
                    most.get() >> 20,
                    live() >> 20,
                    seconds);
        } finally {
            Reference.reachabilityFence(surveys);
        }
    }

    private static void collect(AtomicLong most) {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                most.accumulateAndGet(live(), Math::max);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
