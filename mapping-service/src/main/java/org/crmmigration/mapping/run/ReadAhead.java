package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads a records topic on a thread of its own and makes something of each record there, a few batches ahead of the thread
 * that goes on with it. What is made comes in the order of the topic. Once {@link #read} has returned, reader and maker are
 * free again.
 *
 * @param <T> what is made
 */
final class ReadAhead<T> {

    private static final int BATCH = 200;
    private static final int BATCHES = 4;

    private final TopicReader reader;
    private final Function<ConsumerRecord<String, byte[]>, Optional<T>> maker;
    private final BlockingQueue<Batch<T>> ready = new ArrayBlockingQueue<>(BATCHES);
    private volatile boolean stopped;

    /** A message and where it stands. */
    record Decoded(long offset, RecordMessage message) {}

    /** Looks at what was made, one by one. */
    @FunctionalInterface
    interface Visitor<T> {
        /** Whether to go on. */
        boolean visit(T made);
    }

    /** Some in a row; the last batch may say why there are no more. */
    private record Batch<T>(
            List<T> made, boolean last, @Nullable RuntimeException failure) {}

    /**
     * @param maker asked in the order of the topic on the reading thread; what is empty is not visited
     */
    ReadAhead(TopicReader reader, Function<ConsumerRecord<String, byte[]>, Optional<T>> maker) {
        this.reader = reader;
        this.maker = maker;
    }

    /** Decodes those records that are wanted. */
    static ReadAhead<Decoded> decoding(TopicReader reader, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return new ReadAhead<>(
                reader, record -> wanted.test(record) ? Optional.of(decoded(reader, record)) : Optional.empty());
    }

    static Decoded decoded(TopicReader reader, ConsumerRecord<String, byte[]> record) {
        return new Decoded(record.offset(), RecordCodec.fromAvro(reader.decoded(record)));
    }

    /**
     * Visits what is made of the records from an offset, or from the beginning for -1, up to another.
     *
     * @throws InterruptException when the thread was interrupted
     */
    void read(long from, long to, Visitor<T> visitor) {
        stopped = false;
        Thread ahead = Thread.ofPlatform().daemon().name("read-ahead").start(() -> fill(from, to));
        try {
            boolean more = true;
            while (more) {
                Batch<T> batch = ready.take();
                more = visited(batch, visitor) && !batch.last();
                if (batch.failure() != null) {
                    throw batch.failure();
                }
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            end(ahead);
        }
    }

    private static <T> boolean visited(Batch<T> batch, Visitor<T> visitor) {
        for (T made : batch.made()) {
            if (!visitor.visit(made)) {
                return false;
            }
        }
        return true;
    }

    private void fill(long from, long to) {
        List<T> next = new ArrayList<>(BATCH);
        RuntimeException failure = null;
        try {
            reader.read(from, record -> {
                if (stopped || record.offset() >= to) {
                    return false;
                }
                maker.apply(record).ifPresent(next::add);
                if (next.size() >= BATCH) {
                    hand(new Batch<>(List.copyOf(next), false, null));
                    next.clear();
                }
                return true;
            });
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException("reading ahead ended", e);
        }
        hand(new Batch<>(next, true, failure));
    }

    private void hand(Batch<T> batch) {
        try {
            while (!stopped && !ready.offer(batch, 50, TimeUnit.MILLISECONDS)) {
                // the other thread is busy
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** The consumer is the other thread's until it has ended. */
    private void end(Thread ahead) {
        stopped = true;
        boolean interrupted = false;
        while (ahead.isAlive()) {
            try {
                ahead.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        ready.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
