package org.crmmigration.loader.ledger;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.crmmigration.messaging.kafka.Clients;

/** The ledgers of the buckets this instance owns, each made when its first lane opens. */
public final class BucketLedgers implements AutoCloseable {

    private final Clients clients;
    private final String service;
    private final Duration gather;
    private final ConsumerGroupMetadata group;
    private final Map<Integer, BucketLedger> open = new HashMap<>();

    /**
     * @param service prefix of transactional ids, and the consumer group positions are committed to
     * @param gather how long entries are gathered for one transaction
     */
    public BucketLedgers(Clients clients, String service, Duration gather) {
        this.clients = clients;
        this.service = service;
        this.gather = gather;
        try (Consumer<String, byte[]> member = clients.rawConsumer(service, service + "-positions", Map.of())) {
            this.group = member.groupMetadata();
        }
    }

    /** The bucket's ledger; one that was lost is replaced, which fences whoever took it. Blocks for the fencing. */
    public synchronized BucketLedger of(int bucket) {
        BucketLedger known = open.get(bucket);
        if (known != null && !known.isLost()) {
            return known;
        }
        String name = String.format(Locale.ROOT, "%s-b%02d", service, bucket);
        BucketLedger fresh = new BucketLedger(name, group, clients.transactionalProducer(name), gather);
        open.put(bucket, fresh);
        return fresh;
    }

    /** The bucket is somebody else's. */
    public synchronized void release(int bucket) {
        BucketLedger ledger = open.remove(bucket);
        if (ledger != null) {
            ledger.close();
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(BucketLedger::close);
        open.clear();
    }
}
