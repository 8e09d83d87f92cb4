package org.crmmigration.loader.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer for all lanes of an instance, assigned to their command topics. Its thread hands records over and pauses
 * the partitions of lanes that are full; it never waits for a lane. Values stay undecoded, so that one bad record stops
 * its own lane only. Positions are committed by the lanes' ledgers.
 */
final class CommandReader implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CommandReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, LaneQueue> lanes = new HashMap<>();
    private final BlockingQueue<Runnable> changes = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    CommandReader(Consumer<String, byte[]> consumer, String name) {
        this.consumer = consumer;
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Reads a lane's commands from a position on. */
    void open(TopicPartition partition, long position, LaneQueue queue) {
        change(() -> {
            lanes.put(partition, queue);
            consumer.assign(lanes.keySet());
            consumer.seek(partition, position);
        });
    }

    /** Stops reading a lane's commands, if they are still read into this queue. */
    void close(TopicPartition partition, LaneQueue queue) {
        change(() -> {
            if (lanes.remove(partition, queue)) {
                consumer.assign(lanes.keySet());
            }
        });
    }

    /** Looks at the queues at once. */
    void nudge() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        closed = true;
        change(() -> {});
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(Runnable change) {
        changes.add(change);
        consumer.wakeup();
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        try {
            if (lanes.isEmpty()) {
                Runnable change = changes.poll(1, TimeUnit.SECONDS);
                if (change != null) {
                    change.run();
                }
            }
            for (Runnable change = changes.poll(); change != null; change = changes.poll()) {
                change.run();
            }
            if (!lanes.isEmpty()) {
                pauseFullLanes();
                handOver(consumer.poll(POLL));
            }
        } catch (WakeupException e) {
            return; // somebody has something for us
        } catch (OffsetOutOfRangeException e) {
            drop(e);
        } catch (KafkaException e) {
            log.atWarn()
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("commands cannot be read; trying again");
            Thread.sleep(AFTER_ERROR);
        }
    }

    private void handOver(ConsumerRecords<String, byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            LaneQueue queue = lanes.get(partition);
            if (queue != null) {
                List<ConsumerRecord<String, byte[]>> batch = records.records(partition);
                queue.add(batch);
            }
        }
    }

    private void pauseFullLanes() {
        List<TopicPartition> full = new ArrayList<>();
        List<TopicPartition> low = new ArrayList<>();
        lanes.forEach((partition, queue) -> {
            if (queue.isFull()) {
                full.add(partition);
            } else if (queue.isLow()) {
                low.add(partition);
            }
        });
        consumer.pause(full);
        consumer.resume(low);
    }

    /** Positions that are not on their topics any more: only those lanes stop. */
    private void drop(OffsetOutOfRangeException e) {
        e.offsetOutOfRangePartitions().forEach((partition, offset) -> {
            LaneQueue queue = lanes.remove(partition);
            if (queue != null) {
                queue.fail(new LaneBroken(
                        "offset " + offset + " is not on " + partition + " any more; were commands deleted?", e));
            }
        });
        consumer.assign(lanes.keySet());
    }
}
