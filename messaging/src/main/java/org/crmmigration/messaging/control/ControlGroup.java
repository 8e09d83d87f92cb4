package org.crmmigration.messaging.control;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.messaging.kafka.Clients;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/**
 * One instance's membership in a service's group on the control topic. Ownership of a bucket is ownership of its
 * migrations. Each bucket is read from its beginning whenever it is acquired, so no offset is ever committed. The member
 * id is static: a restarted instance gets its buckets back at once, a dead one loses them after the session time-out. A member
 * that is thrown out, be it by a late request of the process it replaces, joins again after a pause.
 */
public final class ControlGroup implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ControlGroup.class);
    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration BEFORE_JOINING_AGAIN = Duration.ofSeconds(3);

    private final KafkaMessageListenerContainer<String, SpecificRecord> container;
    private final ControlListener listener;
    /** Per bucket: the offset at which its history ends; absent once read. */
    private final Map<Integer, Long> historyEnds = new ConcurrentHashMap<>();

    private final String service;
    private volatile boolean closed;

    /** A member of the service's group; nothing happens before {@link #start}. */
    public ControlGroup(Clients clients, String service, ControlListener listener) {
        this.listener = listener;
        this.service = service;
        Map<String, Object> properties = clients.consumerProperties(
                service,
                service + "-control",
                Map.of(
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        service + "-" + clients.settings().instance(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        (int) SESSION.toMillis(),
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        List.of(CooperativeStickyAssignor.class)));
        ContainerProperties settings = new ContainerProperties(Buckets.TOPIC);
        settings.setAckMode(ContainerProperties.AckMode.MANUAL);
        settings.setPollTimeout(100);
        settings.setMessageListener(new Batches());
        settings.setConsumerRebalanceListener(new Rebalances());
        container = new KafkaMessageListenerContainer<>(new DefaultKafkaConsumerFactory<>(properties), settings);
        container.setBeanName(service + "-control");
        container.setApplicationEventPublisher(this::noticed);
    }

    /** Joins the group. */
    public void start() {
        container.start();
    }

    /** Leaves the group; {@link ControlListener#lost} has been called for every bucket when this returns. */
    @Override
    public void close() {
        closed = true;
        container.stop();
    }

    private void noticed(Object event) {
        if (event instanceof ConsumerStoppedEvent stopped && stopped.getReason() != Reason.NORMAL && !closed) {
            log.atError()
                    .addKeyValue("service", service)
                    .addKeyValue("reason", stopped.getReason())
                    .log("thrown out of the group; joins again. If this goes on, two instances have the same"
                            + " crm.kafka.instance: give each its own");
            CompletableFuture.delayedExecutor(BEFORE_JOINING_AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::joinAgain);
        }
    }

    private synchronized void joinAgain() {
        if (!closed) {
            container.stop();
            container.start();
        }
    }

    private void hear(ConsumerRecord<String, SpecificRecord> record) {
        if (record.value() == null) {
            listener.retracted(record.partition(), record.key());
        } else {
            listener.on(ControlCodec.fromAvro(record.value()));
        }
    }

    private void announceReady(Consumer<?, ?> consumer) {
        historyEnds.entrySet().removeIf(entry -> {
            boolean read = consumer.position(new TopicPartition(Buckets.TOPIC, entry.getKey())) >= entry.getValue();
            if (read) {
                listener.ready(entry.getKey());
            }
            return read;
        });
    }

    private final class Batches implements BatchConsumerAwareMessageListener<String, SpecificRecord> {
        @Override
        public void onMessage(List<ConsumerRecord<String, SpecificRecord>> records, @Nullable Consumer<?, ?> consumer) {
            records.forEach(ControlGroup.this::hear);
            announceReady(Objects.requireNonNull(consumer));
        }
    }

    private final class Rebalances implements ConsumerAwareRebalanceListener {
        @Override
        public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            consumer.seekToBeginning(partitions);
            consumer.endOffsets(partitions).forEach((partition, end) -> {
                historyEnds.put(partition.partition(), end);
                listener.acquired(partition.partition());
            });
            announceReady(consumer);
        }

        @Override
        public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> lose(partition.partition()));
        }

        @Override
        public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> lose(partition.partition()));
        }

        private void lose(int bucket) {
            historyEnds.remove(bucket);
            listener.lost(bucket);
        }
    }
}
