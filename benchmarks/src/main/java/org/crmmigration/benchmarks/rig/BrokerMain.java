package org.crmmigration.benchmarks.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.crmmigration.embedded.EmbeddedPlatform;
import tools.jackson.databind.json.JsonMapper;

/** A broker and a registry as a process; answers every question with its figures as JSON. */
public final class BrokerMain {

    private BrokerMain() {}

    /** Serves until its input ends. The argument is the data directory. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        EmbeddedPlatform platform = EmbeddedPlatform.start(Path.of(arguments[0]));
        answers.println("READY " + platform.bootstrapServers() + " " + platform.registryUrl());
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            if (question.equals("collect")) {
                System.gc();
            }
            answers.println(JsonMapper.shared().writeValueAsString(figures()));
        }
        Runtime.getRuntime().halt(0);
    }

    /** Requests by kind since the start, as {@code requests.<kind>}, and the heap. */
    private static Map<String, Object> figures() {
        Map<String, Object> figures = new TreeMap<>();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName all = new ObjectName("kafka.network:type=RequestMetrics,name=RequestsPerSec,*");
            for (ObjectName name : server.queryNames(all, null)) {
                long count = (Long) server.getAttribute(name, "Count");
                figures.merge("requests." + name.getKeyProperty("request"), count, (a, b) -> (Long) a + (Long) b);
            }
        } catch (JMException e) {
            throw new IllegalStateException("the broker's figures cannot be read", e);
        }
        figures.put(
                "heapUsedMb",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
        figures.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        return figures;
    }
}
