package org.crmmigration.contract.plain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.crmmigration.loader.LoaderSettings;
import org.crmmigration.loader.Loaders;
import org.crmmigration.loader.engine.LaneState;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * A loader for the plain sandbox as a process. Arguments are {@code name=value}: {@code bootstrap}, {@code registry},
 * {@code instance}, {@code destination}, {@code rate}, {@code parallelism}, and any setting {@code crm.loader.*}. Whatever
 * it is asked, it answers with its figures as JSON.
 */
public final class PlainLoader {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Loaders loaders;
    private final String destination;

    private PlainLoader(Loaders loaders, String destination) {
        this.loaders = loaders;
        this.destination = destination;
    }

    /** Works until its input ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // nobody reads what is logged there, and a full pipe would stop the process
        Map<String, String> options = options(List.of(arguments));
        PlainVendor vendor = new PlainVendor(
                options.getOrDefault("destination", "plain"),
                Integer.parseInt(options.getOrDefault("rate", "1000")),
                Integer.parseInt(options.getOrDefault("parallelism", "4")));
        Clients clients = new Clients(KafkaSettings.local(
                options.getOrDefault("bootstrap", "localhost:9092"),
                options.getOrDefault("registry", "http://localhost:8081"),
                options.getOrDefault("instance", "1")));
        LoaderSettings settings = new Binder(new MapConfigurationPropertySource(options))
                .bindOrCreate("crm.loader", LoaderSettings.class);
        Loaders loaders =
                new Loaders(List.of(vendor), clients, new SecretReference(Map.of()), settings, Clock.systemUTC());
        loaders.start();
        new PlainLoader(loaders, vendor.destination()).answer(answers);
        Runtime.getRuntime().halt(0);
    }

    private void answer(PrintStream answers) throws IOException {
        answers.println("READY");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            if (question.equals("leave")) {
                loaders.close();
            }
            answers.println(JSON.writeValueAsString(figures()));
        }
    }

    private Map<String, Object> figures() {
        List<LaneState> lanes = loaders.lanes();
        Map<String, Integer> reasons = new TreeMap<>();
        lanes.forEach(lane -> reasons.merge(lane.reason().name(), 1, Integer::sum));
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        Map<String, Object> figures = new TreeMap<>();
        figures.put("lanes", lanes.size());
        figures.put(
                "opening",
                lanes.stream().filter(lane -> lane.figures().isEmpty()).count());
        figures.put("reasons", reasons);
        figures.put("calls", sum(lanes, "calls"));
        figures.put("outcomes", sum(lanes, "outcomes"));
        figures.put("inDoubt", sum(lanes, "inDoubt"));
        figures.put("throttled", sum(lanes, "throttled"));
        figures.put("heapUsedMb", heap.getUsed() >> 20);
        figures.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        figures.put("peakThreads", ManagementFactory.getThreadMXBean().getPeakThreadCount());
        figures.put("betweenPollsMs", metric("time-between-poll-avg"));
        figures.put("betweenPollsMaxMs", metric("time-between-poll-max"));
        return figures;
    }

    private static double sum(List<LaneState> lanes, String figure) {
        return lanes.stream()
                .mapToDouble(lane -> lane.figures().getOrDefault(figure, 0.0))
                .sum();
    }

    /** A figure of the one consumer that reads commands. */
    private double metric(String name) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            Object value = server.getAttribute(
                    new ObjectName(
                            "kafka.consumer:type=consumer-metrics,client-id=loader-" + destination + "-commands"),
                    name);
            return value instanceof Double number && !number.isNaN() ? number : 0;
        } catch (JMException e) {
            return 0;
        }
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            int at = argument.indexOf('=');
            options.put(argument.substring(0, at), argument.substring(at + 1));
        }
        return options;
    }
}
