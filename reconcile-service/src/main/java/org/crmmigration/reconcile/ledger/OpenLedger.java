package org.crmmigration.reconcile.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.Topics;

/** A migration's ledger while this instance owns it. */
public final class OpenLedger {

    private final MigrationDefined definition;
    private final Projection projection;
    /** Where each topic ended when the ledger was opened; emptied as the reading gets there. */
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    private final Map<String, Long> positions = new ConcurrentHashMap<>();

    private volatile boolean caughtUp;

    OpenLedger(MigrationDefined definition, Projection projection) {
        this.definition = definition;
        this.projection = projection;
    }

    /** The migration. */
    public String migration() {
        return definition.migration();
    }

    /** The numbers as of the last batch. */
    public Standing standing() {
        return projection.standing();
    }

    /** A reader of its own; closed by the caller. */
    public LedgerQueries queries() {
        return projection.queries();
    }

    /**
     * What would be taken back within a scope; closed by the caller.
     *
     * @param before the run that takes back, which is not looked at itself; empty looks at all runs
     */
    public RollbackPlan rollbackPlan(RunScope scope, String before) {
        return projection.rollbackPlan(scope, before);
    }

    /** The migration's ledger topic. */
    public String ledgerTopic() {
        return definition.topics().ledger();
    }

    /** The offset to read next from the commands topic. */
    public long commandsPosition() {
        return position(definition.topics().commands());
    }

    /** The offset to read next from one of the migration's topics. */
    public long position(String topic) {
        return positions.getOrDefault(topic, 0L);
    }

    /** Whether everything has been read that stood on the topics when the ledger was opened. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** What was defined. */
    MigrationDefined definition() {
        return definition;
    }

    Projection projection() {
        return projection;
    }

    Set<TopicPartition> partitions() {
        return Set.copyOf(partitions(definition.topics()));
    }

    static List<TopicPartition> partitions(Topics topics) {
        return Stream.of(topics.records(), topics.commands(), topics.ledger(), topics.findings())
                .map(topic -> new TopicPartition(topic, 0))
                .toList();
    }

    void ends(Map<TopicPartition, Long> found) {
        ends.putAll(found);
    }

    /** Notes how far a topic was read, markers included; whether this made the ledger catch up. */
    boolean read(TopicPartition partition, long position) {
        positions.put(partition.topic(), position);
        if (!caughtUp) {
            ends.computeIfPresent(partition, (_, end) -> position >= end ? null : end);
            caughtUp = ends.isEmpty();
            return caughtUp;
        }
        return false;
    }
}
