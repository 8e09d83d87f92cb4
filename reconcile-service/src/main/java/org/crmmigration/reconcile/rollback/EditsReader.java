package org.crmmigration.reconcile.rollback;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.ledger.LedgerCodec;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;

/** Reads the outcomes in which persons' edits stand from the ledger topic, where alone their values are kept. */
public final class EditsReader {

    private static final Duration POLL = Duration.ofMillis(200);
    /** Reading on is quicker than seeking up to about so many records. */
    private static final long NEAR = 2_000;
    /** No more than so many objects are shown one by one. */
    static final int MOST = 5_000;

    private final Clients clients;

    /** A reader of one cluster. */
    public EditsReader(Clients clients) {
        this.clients = clients;
    }

    /** The first outcomes at these offsets, five thousand at most. */
    List<Outcome> at(String ledgerTopic, Collection<Long> offsets) {
        TreeSet<Long> wanted =
                new TreeSet<>(offsets.stream().sorted().limit(MOST).toList());
        List<Outcome> found = new ArrayList<>();
        if (wanted.isEmpty()) {
            return found;
        }
        TopicPartition partition = new TopicPartition(ledgerTopic, 0);
        try (Consumer<String, SpecificRecord> consumer = clients.consumer("reconcile-edits", "reconcile-edits")) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, wanted.first());
            while (!wanted.isEmpty()) {
                if (wanted.first() > consumer.position(partition) + NEAR) {
                    consumer.seek(partition, wanted.first());
                }
                for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(POLL)) {
                    if (wanted.contains(record.offset())
                            && record.value() != null
                            && LedgerCodec.fromAvro(record.value()) instanceof Outcome outcome) {
                        found.add(outcome);
                    }
                }
                wanted.headSet(consumer.position(partition)).clear();
            }
        }
        return found;
    }
}
