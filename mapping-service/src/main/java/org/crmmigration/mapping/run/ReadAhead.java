package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes a records topic on a thread of its own, a few batches ahead of the thread that works on them: fetching
 * and decoding take about as long as mapping. Records come in the order of the topic. Once {@link #read} has returned the
 * reader is free again.
 */
final class ReadAhead {

    private static final int BATCH = 200;
    private static final int BATCHES = 4;

    private final TopicReader reader;
    private final Predicate<ConsumerRecord<String, byte[]>> wanted;
    private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(BATCHES);
    private volatile boolean stopped;

    /** A message and where it stands. */
    record Decoded(long offset, RecordMessage message) {}

    /** Looks at messages one by one. */
    @FunctionalInterface
    interface Visitor {
        /** Whether to go on. */
        boolean visit(Decoded decoded);
    }

    /** Messages in a row; the last batch may say why there are no more. */
    private record Batch(
            List<Decoded> messages, boolean last, @Nullable RuntimeException failure) {}

    /**
     * @param wanted what to decode, asked in the order of the topic on the reading thread
     */
    ReadAhead(TopicReader reader, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        this.reader = reader;
        this.wanted = wanted;
    }

    /**
     * Visits what is wanted from an offset, or from the beginning for -1, up to another.
     *
     * @throws InterruptException when the thread was interrupted
     */
    void read(long from, long to, Visitor visitor) {
        stopped = false;
        Thread ahead = Thread.ofPlatform().daemon().name("read-ahead").start(() -> fill(from, to));
        try {
            boolean more = true;
            while (more) {
                Batch batch = ready.take();
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

    private static boolean visited(Batch batch, Visitor visitor) {
        for (Decoded decoded : batch.messages()) {
            if (!visitor.visit(decoded)) {
                return false;
            }
        }
        return true;
    }

    private void fill(long from, long to) {
        List<Decoded> next = new ArrayList<>(BATCH);
        RuntimeException failure = null;
        try {
            reader.read(from, record -> {
                if (stopped || record.offset() >= to) {
                    return false;
                }
                if (wanted.test(record)) {
                    next.add(new Decoded(record.offset(), RecordCodec.fromAvro(reader.decoded(record))));
                }
                if (next.size() >= BATCH) {
                    hand(new Batch(List.copyOf(next), false, null));
                    next.clear();
                }
                return true;
            });
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            failure = new IllegalStateException("reading ahead ended", e);
        }
        hand(new Batch(next, true, failure));
    }

    private void hand(Batch batch) {
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
