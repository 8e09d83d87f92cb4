package org.crmmigration.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The broker's settings, each for one node that starts fast, stays small and forgets nothing by itself. */
final class BrokerProperties {
    private static final int NODE = 1;
    private static final String MIB = Integer.toString(1 << 20);

    private BrokerProperties() {}

    static Map<String, String> of(Path logs, int brokerPort, int controllerPort, Map<String, String> overrides) {
        Map<String, String> all = new HashMap<>(node(logs, brokerPort, controllerPort));
        all.putAll(INTERNAL_TOPICS);
        all.putAll(GROUPS);
        all.putAll(STORAGE);
        all.putAll(overrides);
        return all;
    }

    private static Map<String, String> node(Path logs, int brokerPort, int controllerPort) {
        String broker = "127.0.0.1:" + brokerPort;
        String controller = "127.0.0.1:" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "controller.quorum.voters",
                NODE + "@" + controller,
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "PLAINTEXT://" + broker + ",CONTROLLER://" + controller,
                "advertised.listeners",
                "PLAINTEXT://" + broker,
                "log.dirs",
                logs.toString(),
                // After a kill the new process is refused until the old one's session ends: 9 s by default.
                "broker.session.timeout.ms",
                "1500",
                "broker.heartbeat.interval.ms",
                "300",
                // A misspelt topic must fail, not appear.
                "auto.create.topics.enable",
                "false");
    }

    private static final Map<String, String> INTERNAL_TOPICS = Map.ofEntries(
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("offsets.topic.segment.bytes", Integer.toString(16 << 20)),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("transaction.state.log.segment.bytes", Integer.toString(16 << 20)),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.num.partitions", "4"),
            // A transaction right after another otherwise waits 20 ms for the former's markers.
            Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"));

    private static final Map<String, String> GROUPS = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "1000",
            "group.consumer.min.session.timeout.ms", "6000",
            "group.consumer.session.timeout.ms", "6000",
            "group.consumer.min.heartbeat.interval.ms", "1000",
            "group.consumer.heartbeat.interval.ms", "1000",
            // Ten years: a migration parked for weeks must not lose its place.
            "offsets.retention.minutes", Integer.toString(10 * 366 * 24 * 60));

    private static final Map<String, String> STORAGE = Map.of(
            "log.segment.bytes", Integer.toString(64 << 20),
            // Index files are allocated at full size per partition: 10 MiB by default, sparse or not.
            "log.index.size.max.bytes", MIB,
            "log.retention.ms", "-1",
            "log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20),
            "log.cleaner.threads", "1",
            // Erasure: data files are gone a second after their topic is deleted, not a minute.
            "file.delete.delay.ms", "1000",
            "num.network.threads", "2",
            "num.io.threads", "4",
            "num.recovery.threads.per.data.dir", "2");
}
