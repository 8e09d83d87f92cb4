package org.crmmigration.reconcile.gate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.PhaseEnded;
import org.crmmigration.messaging.command.PhaseChecksum;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's verification phase: one VERIFY command for each object the run left in the CRM. In transactions under
 * the migration's own id, so that an older owner that is still writing is fenced; a phase that was left half-written is
 * written again as the next attempt.
 */
public final class VerificationWriter {

    private static final int CHUNK = 1000;
    private static final int SHARES = 10_000;

    private final Clients clients;
    private final double share;

    /**
     * A writer.
     *
     * @param share of the objects to verify, above 0 to 1; which ones is decided by their keys, the same in every attempt
     */
    public VerificationWriter(Clients clients, double share) {
        this.clients = clients;
        this.share = share;
    }

    /**
     * How the phase is written.
     *
     * @param attempt higher than any before
     * @param changed only objects the run itself changed
     */
    record Phase(int attempt, boolean changed) {}

    /** Writes the phase and returns the offset of its end marker once all replicas have it. */
    long write(String migration, String topic, String run, Phase phase, LedgerQueries ledger) {
        try (Producer<String, SpecificRecord> producer =
                clients.transactionalProducer("reconcile-verify-" + migration)) {
            producer.initTransactions();
            Batch batch = new Batch(producer, topic);
            PhaseChecksum checksum = new PhaseChecksum();
            producer.beginTransaction();
            batch.send(
                    "began", "began", new PhaseBegan(run, PhaseStanding.VERIFICATION, "verification", phase.attempt()));
            ledger.written(run, phase.changed(), (key, hash) -> {
                if (chosen(key)) {
                    ObjectCommand command = command(run, key, hash);
                    checksum.add(command);
                    batch.send(key.toString(), "command", command);
                }
            });
            batch.send(
                    "ended",
                    "ended",
                    new PhaseEnded(run, PhaseStanding.VERIFICATION, checksum.count(), checksum.text()));
            producer.commitTransaction();
            return batch.lastOffset();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the verification phase of " + run + " was not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing the verification phase of " + run, e);
        }
    }

    private static ObjectCommand command(String run, ObjectKey key, String hash) {
        return new ObjectCommand(run, PhaseStanding.VERIFICATION, Action.VERIFY, key, hash, Map.of(), List.of());
    }

    private boolean chosen(ObjectKey key) {
        CRC32C crc = new CRC32C();
        crc.update(key.toString().getBytes(StandardCharsets.UTF_8));
        return crc.getValue() % SHARES < share * SHARES;
    }

    /** Commits every so many messages; a failed send fails its transaction. */
    private static final class Batch {
        private final Producer<String, SpecificRecord> producer;
        private final String topic;
        private @Nullable Future<RecordMetadata> last;
        private int open;

        Batch(Producer<String, SpecificRecord> producer, String topic) {
            this.producer = producer;
            this.topic = topic;
        }

        long lastOffset() throws ExecutionException, InterruptedException {
            return Objects.requireNonNull(last).get().offset();
        }

        void send(String key, String word, CommandMessage message) {
            if (open == CHUNK) {
                producer.commitTransaction();
                producer.beginTransaction();
                open = 0;
            }
            open++;
            ProducerRecord<String, SpecificRecord> record =
                    new ProducerRecord<>(topic, 0, key, CommandCodec.toAvro(message));
            record.headers()
                    .add("msg", word.getBytes(StandardCharsets.UTF_8))
                    .add("phase", Integer.toString(PhaseStanding.VERIFICATION).getBytes(StandardCharsets.UTF_8));
            last = producer.send(record);
        }
    }
}
