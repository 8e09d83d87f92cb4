package org.crmmigration.mapping.run;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;

/** Reads the records of an export in the order of their topic, for those who look at a plan without carrying it out. */
final class ExportReader {

    private final Clients clients;
    private final Order order;
    private final Generation generation;

    ExportReader(Clients clients, Order order, Generation generation) {
        this.clients = clients;
        this.order = order;
        this.generation = generation;
    }

    /** Visits the records that contribute to a phase. */
    void phase(int phase, Consumer<SourceRecord> visitor) {
        try (TopicReader reader =
                new TopicReader(clients, order.migration().topics().records())) {
            for (Generation.Section section : generation.sections(phase)) {
                visit(reader, section.from(), section.to(), _ -> true, source -> {
                    if (section.kinds().contains(source.kind())) {
                        visitor.accept(source);
                    }
                });
            }
        }
    }

    /** Visits all records once. */
    void all(Consumer<SourceRecord> visitor) {
        those(_ -> true, visitor);
    }

    /** Visits the records whose source key is wanted; the others are not decoded. */
    void those(Predicate<String> wanted, Consumer<SourceRecord> visitor) {
        try (TopicReader reader =
                new TopicReader(clients, order.migration().topics().records())) {
            visit(reader, generation.began(), generation.completed(), wanted, visitor);
        }
    }

    private void visit(
            TopicReader reader, long from, long to, Predicate<String> wanted, Consumer<SourceRecord> visitor) {
        try (Belt<ConsumerRecord<String, byte[]>> read = reader.ahead(from, to)) {
            read.each(record -> {
                if (wanted.test(record.key())
                        && reader.message(record) instanceof SourceRecord source
                        && source.export().equals(generation.export())) {
                    visitor.accept(source);
                }
                return true;
            });
        }
    }

    /** Whether any phase takes records of a kind. */
    boolean takes(Kind kind) {
        return order.mapping().phases().keySet().stream()
                .anyMatch(phase -> generation.plan().reads(phase, kind));
    }
}
