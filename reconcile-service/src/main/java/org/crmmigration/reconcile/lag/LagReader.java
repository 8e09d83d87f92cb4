package org.crmmigration.reconcile.lag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.reconcile.ledger.LedgerReader;

/** Asks the cluster how far the stages are behind: two requests for all migrations together. */
public final class LagReader implements AutoCloseable {

    private static final String MAPPING = "mapping-service";
    private static final String LOADER = "loader-";
    private static final long TIMEOUT_SECONDS = 10;

    private final Admin admin;
    private final LedgerReader ledgers;

    /** A reader with an admin client of its own. */
    public LagReader(Clients clients, LedgerReader ledgers) {
        this.admin = clients.admin();
        this.ledgers = ledgers;
    }

    /**
     * The lag of every stage of every migration. A stage that has committed nothing is behind by the whole topic.
     *
     * @throws ExecutionException when the cluster refused
     * @throws TimeoutException when it did not answer
     */
    public List<Lag> read(List<MigrationDefined> migrations)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> ends = ends(migrations);
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed(migrations);
        List<Lag> lags = new ArrayList<>();
        for (MigrationDefined m : migrations) {
            Topics topics = m.topics();
            lags.add(lag(m, "mapping", topics.records(), ends, committed.getOrDefault(MAPPING, Map.of())));
            lags.add(lag(
                    m, "loader", topics.commands(), ends, committed.getOrDefault(LOADER + m.destination(), Map.of())));
            lags.add(new Lag(m.migration(), m.destination(), "reconcile", own(m, ends)));
        }
        return lags;
    }

    @Override
    public void close() {
        admin.close();
    }

    private static Lag lag(
            MigrationDefined m,
            String stage,
            String topic,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, OffsetAndMetadata> committed) {
        TopicPartition partition = new TopicPartition(topic, 0);
        OffsetAndMetadata at = committed.get(partition);
        long end = ends.getOrDefault(partition, 0L);
        return new Lag(m.migration(), m.destination(), stage, at == null ? end : Math.max(0, end - at.offset()));
    }

    private long own(MigrationDefined m, Map<TopicPartition, Long> ends) {
        return topics(m)
                .mapToLong(topic -> {
                    long read = ledgers.ledger(m.migration())
                            .map(ledger -> ledger.position(topic))
                            .orElse(0L);
                    return Math.max(0, ends.getOrDefault(new TopicPartition(topic, 0), 0L) - read);
                })
                .sum();
    }

    private Map<TopicPartition, Long> ends(List<MigrationDefined> migrations)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = migrations.stream()
                .flatMap(LagReader::topics)
                .collect(Collectors.toMap(topic -> new TopicPartition(topic, 0), _ -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        var answer = admin.listOffsets(wanted);
        for (TopicPartition partition : wanted.keySet()) {
            ends.put(
                    partition,
                    answer.partitionResult(partition)
                            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                            .offset());
        }
        return ends;
    }

    private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(List<MigrationDefined> migrations)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, ListConsumerGroupOffsetsSpec> groups = Stream.concat(
                        Stream.of(MAPPING), migrations.stream().map(m -> LOADER + m.destination()))
                .distinct()
                .collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
        var answer = admin.listConsumerGroupOffsets(groups);
        for (String group : groups.keySet()) {
            committed.put(
                    group,
                    Objects.requireNonNull(
                            answer.partitionsToOffsetAndMetadata(group).get(TIMEOUT_SECONDS, TimeUnit.SECONDS)));
        }
        return committed;
    }

    private static Stream<String> topics(MigrationDefined m) {
        Topics topics = m.topics();
        return Stream.of(topics.records(), topics.commands(), topics.ledger(), topics.findings());
    }
}
