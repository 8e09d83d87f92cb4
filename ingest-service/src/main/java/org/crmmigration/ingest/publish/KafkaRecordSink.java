package org.crmmigration.ingest.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serializer;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.messaging.control.Buckets;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A migration's records and findings topics, written in transactions. Opening it fences an instance that owned the
 * migration before; where the topics stand is read after that, so what it finds cannot change any more.
 */
public final class KafkaRecordSink implements RecordSink {

    private static final int PER_TRANSACTION = 40_000;
    /** A transaction that stays open for long is aborted by the broker. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(3);

    private static final byte[] RECORD = "record".getBytes(StandardCharsets.UTF_8);
    private static final Map<Kind, byte[]> WORDS = Arrays.stream(Kind.values())
            .collect(Collectors.toMap(Function.identity(), kind -> kind.word().getBytes(StandardCharsets.UTF_8)));

    private final Clients clients;
    private final MigrationDefined migration;
    private final Producer<String, byte[]> producer;
    private final Serializer<SpecificRecord> encoder;
    private final SourceFrames frames;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private int open;
    private long opened;

    /** Opens the topics of a migration. */
    public KafkaRecordSink(Clients clients, MigrationDefined migration) {
        this.clients = clients;
        this.migration = migration;
        String slug = migration.migration();
        String name = "ingest-b" + Buckets.of(slug) + "-" + slug;
        encoder = clients.encoder(name);
        frames = new SourceFrames(encoder, migration.topics().records());
        producer = clients.transactionalBytesProducer(name);
        producer.initTransactions();
    }

    @Override
    public Progress progress(String export) {
        Optional<RecordMessage> last =
                last(migration.topics().records()).map(record -> RecordCodec.fromAvro(record.value()));
        if (last.isEmpty() || !last.get().export().equals(export)) {
            return new Progress.NotBegun();
        }
        return switch (last.get()) {
            case ExportBegan _ -> new Progress.Reached(0);
            case SourceRecord record -> new Progress.Reached(record.sequence() + 1);
            case ExportCompleted _ -> new Progress.Complete();
        };
    }

    @Override
    public long findings(String export) {
        Optional<ConsumerRecord<String, SpecificRecord>> last =
                last(migration.topics().findings());
        if (last.isEmpty()
                || !(last.get().value() instanceof org.crmmigration.schemas.FindingEvent event)
                || !event.getExport().equals(export)) {
            return 0;
        }
        Header ordinal = last.get().headers().lastHeader("n");
        return ordinal == null ? 0 : Long.parseLong(new String(ordinal.value(), StandardCharsets.UTF_8)) + 1;
    }

    @Override
    public Parcel pack(RecordMessage message) {
        ProducerRecord<String, byte[]> record =
                record(migration.topics().records(), key(message), RecordCodec.toAvro(message));
        switch (message) {
            case ExportBegan _ -> header(record, "msg", "began");
            case ExportCompleted _ -> header(record, "msg", "completed");
            case SourceRecord source -> {
                header(record, "msg", "record");
                header(record, "kind", source.kind().word());
            }
        }
        return () -> send(record);
    }

    @Override
    public Parcel pack(Packed source, String export, long sequence, String hash, Change change) {
        try {
            byte[] frame = frames.of(source, export, sequence, hash, change);
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(migration.topics().records(), 0, source.key(), frame);
            record.headers().add("msg", RECORD).add("kind", WORDS.get(source.kind()));
            return () -> send(record);
        } catch (KafkaException e) {
            throw lost(e);
        }
    }

    @Override
    public void send(Finding finding, long ordinal) {
        String key = finding.file() + ':' + finding.row() + ':' + finding.rule();
        ProducerRecord<String, byte[]> record = record(migration.topics().findings(), key, RecordCodec.toAvro(finding));
        header(record, "n", Long.toString(ordinal));
        send(record);
    }

    @Override
    public void flush() {
        if (open == 0) {
            return;
        }
        try {
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw lost(e);
        }
        Exception unsent = failure.get();
        if (unsent != null) {
            throw lost(unsent);
        }
        open = 0;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
        encoder.close();
    }

    private ProducerRecord<String, byte[]> record(String topic, String key, SpecificRecord value) {
        try {
            return new ProducerRecord<>(topic, 0, key, encoder.serialize(topic, value));
        } catch (KafkaException e) {
            throw lost(e);
        }
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try {
            if (open == 0) {
                producer.beginTransaction();
                opened = System.nanoTime();
            }
            var _ = producer.send(record, (_, problem) -> {
                if (problem != null) {
                    failure.compareAndSet(null, problem);
                }
            });
        } catch (KafkaException e) {
            throw lost(e);
        }
        if (++open >= PER_TRANSACTION || System.nanoTime() - opened > LONGEST_TRANSACTION.toNanos()) {
            flush();
        }
    }

    private IngestException lost(Exception cause) {
        return new IngestException(
                "Kafka did not take the records of migration " + migration.migration()
                        + "; publishing goes on from what it took",
                cause);
    }

    /** The last message of a topic that has a value. */
    private Optional<ConsumerRecord<String, SpecificRecord>> last(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (Consumer<String, SpecificRecord> consumer = clients.consumer("ingest-tail", "ingest-tail")) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            Optional<ConsumerRecord<String, SpecificRecord>> last = Optional.empty();
            long from = end;
            for (long back = 64; last.isEmpty() && from > 0; back *= 16) {
                from = Math.max(0, end - back);
                consumer.seek(partition, from);
                while (consumer.position(partition) < end) {
                    for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(Duration.ofSeconds(1))) {
                        last = record.value() == null ? last : Optional.of(record);
                    }
                }
            }
            return last;
        }
    }

    private static String key(RecordMessage message) {
        return message instanceof SourceRecord record ? record.sourceKey() : message.export();
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
