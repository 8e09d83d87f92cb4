package org.crmmigration.loader.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.view.LaneView;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.ledger.LedgerCodec;

/**
 * Brings a view up to date with its ledger. Reads to the high watermark, not to the last stable offset, which hides what
 * lies behind an open transaction; the former owner has been fenced before, so that its open transaction is ended.
 */
public final class LedgerReplay {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Clients clients;
    private final Admin admin;

    /**
     * Replays from one cluster.
     *
     * @param admin stays the caller's
     */
    public LedgerReplay(Clients clients, Admin admin) {
        this.clients = clients;
        this.admin = admin;
    }

    /** The identity of a topic: another one after it was deleted and created again. */
    public String identity(String topic) {
        try {
            Map<String, TopicDescription> found =
                    admin.describeTopics(List.of(topic)).allTopicNames().get();
            return topic + "@" + Objects.requireNonNull(found.get(topic)).topicId();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic " + topic + " cannot be described", e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Applies everything the view has not seen. */
    public void replay(String topic, LaneView view) {
        TopicPartition partition = new TopicPartition(topic, 0);
        long end = highWatermark(partition);
        if (view.applied() >= end) {
            return;
        }
        try (Consumer<String, SpecificRecord> consumer = clients.consumer("loader-replay", "loader-replay-" + topic)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, view.applied());
            while (consumer.position(partition) < end) {
                List<LedgerEntry> entries = new ArrayList<>();
                for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        entries.add(new LedgerEntry(record.offset(), LedgerCodec.fromAvro(record.value())));
                    }
                }
                view.apply(entries);
            }
        }
    }

    private long highWatermark(TopicPartition partition) {
        try {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of " + partition + " cannot be read", e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static CallAbandoned interrupted() {
        Thread.currentThread().interrupt();
        return new CallAbandoned();
    }
}
