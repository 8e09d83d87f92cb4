package org.crmmigration.messaging.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.crmmigration.messaging.control.AccountClaim;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlMessage.Topics;

/**
 * Creates topics and proves them ready: the leader answers and one marker record (key {@value #MARKER_KEY}, no value) is
 * acknowledged, before anybody pipelines into them. Without that an idempotent producer can lose its first batches on a
 * new topic (KAFKA-15591). Readers skip records without a value.
 */
public final class MigrationTopics {

    /** Key of the marker record. */
    public static final String MARKER_KEY = "opened";

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    private final Clients clients;

    /** Topics of one cluster. */
    public MigrationTopics(Clients clients) {
        this.clients = clients;
    }

    /** Creates the topics all migrations share, the control topic and the claims on accounts, unless they exist. */
    public void createControl() {
        NewTopic control = topic(Buckets.TOPIC, Buckets.COUNT, TopicConfig.CLEANUP_POLICY_COMPACT);
        NewTopic claims = topic(AccountClaim.TOPIC, 1, TopicConfig.CLEANUP_POLICY_DELETE);
        create(List.of(control, claims), false);
    }

    /** Creates a migration's four topics, those that exist already excepted, and waits until they are ready. */
    public void create(Topics topics) {
        create(
                List.of(
                        topic(topics.records(), 1, TopicConfig.CLEANUP_POLICY_DELETE),
                        topic(topics.commands(), 1, TopicConfig.CLEANUP_POLICY_DELETE),
                        topic(topics.ledger(), 1, TopicConfig.CLEANUP_POLICY_DELETE),
                        topic(topics.findings(), 1, TopicConfig.CLEANUP_POLICY_DELETE)),
                true);
    }

    /** Deletes a migration's topics; topics that are gone already are no error. */
    public void delete(Topics topics) {
        try (Admin admin = clients.admin()) {
            admin.deleteTopics(List.of(topics.records(), topics.commands(), topics.ledger(), topics.findings()))
                    .topicNameValues()
                    .values()
                    .forEach(future -> awaitUnless(UnknownTopicOrPartitionException.class, future));
        }
    }

    private NewTopic topic(String name, int partitions, String cleanup) {
        return new NewTopic(name, Optional.of(partitions), replication())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG, cleanup,
                        TopicConfig.RETENTION_MS_CONFIG, "-1",
                        TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
    }

    private Optional<Short> replication() {
        short replicas = clients.settings().replication();
        return replicas < 0 ? Optional.empty() : Optional.of(replicas);
    }

    private void create(Collection<NewTopic> topics, boolean withMarker) {
        try (Admin admin = clients.admin()) {
            admin.createTopics(topics)
                    .values()
                    .values()
                    .forEach(future -> awaitUnless(TopicExistsException.class, future));
            topics.forEach(topic -> awaitLeaders(admin, topic));
        }
        if (withMarker) {
            mark(topics);
        }
    }

    private void awaitLeaders(Admin admin, NewTopic topic) {
        Map<TopicPartition, OffsetSpec> partitions = IntStream.range(0, topic.numPartitions())
                .boxed()
                .collect(Collectors.toMap(i -> new TopicPartition(topic.name(), i), _ -> OffsetSpec.latest()));
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            try {
                var _ = admin.listOffsets(partitions).all().get();
                return;
            } catch (ExecutionException e) {
                if (System.nanoTime() > end) {
                    throw new TopicFailure("topic " + topic.name() + " has no leader after " + READY_WITHIN, e);
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private void mark(Collection<NewTopic> topics) {
        try (Producer<String, SpecificRecord> producer = clients.producer("topic-marker")) {
            for (NewTopic topic : topics) {
                producer.send(new ProducerRecord<>(topic.name(), 0, MARKER_KEY, null))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new TopicFailure("a new topic did not take its marker record", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void awaitUnless(Class<? extends Exception> fine, KafkaFuture<Void> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            if (!fine.isInstance(e.getCause())) {
                throw new TopicFailure("the topics could not be changed: " + e.getMessage(), e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static TopicFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new TopicFailure("interrupted while waiting for topics", e);
    }

    /** A topic could not be created, deleted or proven ready. */
    public static final class TopicFailure extends RuntimeException {
        TopicFailure(String message, Exception cause) {
            super(message, cause);
        }
    }
}
