package org.crmmigration.mapping.run;

import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.crmmigration.messaging.record.RecordMessage;

/**
 * Reads a records topic ahead of the thread that goes on with it: one thread reads and makes something of each record, a
 * second makes something further of that, a few batches ahead of each other. What is made comes in the order of the topic.
 * Once {@link #read} has returned, reader and makers are free again.
 *
 * @param <A> what the reading thread makes
 * @param <T> what the second makes of that
 */
final class ReadAhead<A, T> {

    private final TopicReader reader;
    private final Function<ConsumerRecord<String, byte[]>, Optional<A>> first;
    private final Function<A, T> second;

    /** A message and where it stands. */
    record Decoded(long offset, RecordMessage message) {}

    /** Looks at what was made, one by one. */
    @FunctionalInterface
    interface Visitor<T> {
        /** Whether to go on. */
        boolean visit(T made);
    }

    /**
     * @param first asked in the order of the topic on the reading thread; what is empty goes no further
     * @param second asked in the same order on another
     */
    ReadAhead(TopicReader reader, Function<ConsumerRecord<String, byte[]>, Optional<A>> first, Function<A, T> second) {
        this.reader = reader;
        this.first = first;
        this.second = second;
    }

    static Decoded decoded(TopicReader reader, ConsumerRecord<String, byte[]> record) {
        return new Decoded(record.offset(), reader.message(record));
    }

    /**
     * Visits what is made of the records from an offset, or from the beginning for -1, up to another.
     *
     * @throws InterruptException when the thread was interrupted
     */
    void read(long from, long to, Visitor<T> visitor) {
        try (Belt<A> read = new Belt<>("read-ahead", belt -> fill(belt, from, to));
                Belt<T> made = new Belt<>("make-ahead", belt -> read.each(made(belt)))) {
            made.each(visitor);
        }
    }

    private Visitor<A> made(Belt<T> belt) {
        return one -> belt.put(second.apply(one));
    }

    private void fill(Belt<A> belt, long from, long to) {
        reader.read(
                from,
                record -> record.offset() < to
                        && first.apply(record).map(belt::put).orElseGet(belt::open));
    }
}
