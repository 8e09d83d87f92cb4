package org.crmmigration.reconcile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.Phase;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.PhaseEnded;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.command.PhaseChecksum;
import org.crmmigration.messaging.control.ControlMessage.ExportStateChanged;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.control.ControlPublisher;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.reconcile.ledger.Contents;

/** Plays ingest and mapping for one migration of some contacts, each with one order; the first contact is left out. */
final class FakeWorld implements AutoCloseable {

    static final String EXPORT = "export-1";

    private final String migration;
    private final Topics topics;
    private final int contacts;
    private final Producer<String, SpecificRecord> producer;
    private final ControlPublisher control;

    FakeWorld(Clients clients, String migration, int contacts) {
        this.migration = migration;
        this.topics = Topics.of(migration);
        this.contacts = contacts;
        this.producer = clients.producer("fake-world");
        this.control = new ControlPublisher(clients, "fake-world");
    }

    /** As ingest does: a generation, then its completion. */
    void ingest() {
        List<RecordMessage> messages = new ArrayList<>();
        messages.add(new ExportBegan(EXPORT, 1, at(0)));
        for (int i = 0; i < contacts; i++) {
            messages.add(record(i, Kind.CONTACT, "contact:" + i, "contacts.csv", i + 2));
        }
        for (int i = 0; i < contacts; i++) {
            messages.add(record(contacts + i, Kind.ORDER, "order:" + i, "orders.csv", i + 2));
        }
        messages.add(new ExportCompleted(
                EXPORT,
                1,
                Map.of("contact", (long) contacts, "order", (long) contacts),
                Contents.checksum(messages),
                List.of(account("contacts.csv"), account("orders.csv")),
                Map.of(),
                at(60)));
        send(topics.records(), messages.stream().map(RecordCodec::toAvro).toList());
        control.publish(new ExportStateChanged(
                migration, EXPORT, "COMPLETED", 2L * contacts, 2L * contacts, "read", Instant.now()));
    }

    void confirmMapping() {
        control.publish(new MappingConfirmed(migration, 1, "aa", 1, Instant.now()));
    }

    /** As mapping does: the whole run at full speed. */
    void map(String run) {
        List<CommandMessage> messages = new ArrayList<>();
        messages.add(new RunBegan(
                run,
                EXPORT,
                1,
                List.of(new Phase(0, "vocabulary"), new Phase(2, "people"), new Phase(3, "deals")),
                at(70)));
        messages.addAll(phase(run, 0, "vocabulary", List.of()));
        messages.add(
                new RecordExcluded(run, "contact", "contact:0", "suppressed", "the contact asked to be forgotten"));
        messages.addAll(phase(
                run,
                2,
                "people",
                IntStream.range(1, contacts)
                        .mapToObj(i -> command(run, 2, "person", "contact:" + i))
                        .toList()));
        messages.addAll(phase(
                run,
                3,
                "deals",
                IntStream.range(0, contacts)
                        .mapToObj(i -> command(run, 3, "deal", "order:" + i))
                        .toList()));
        messages.add(new RunEnded(run, Map.of("suppressed", 1L), at(80)));
        commands(messages);
    }

    /** Puts messages on the commands topic. */
    void commands(List<? extends CommandMessage> messages) {
        send(topics.commands(), messages.stream().map(CommandCodec::toAvro).toList());
    }

    @Override
    public void close() {
        producer.close();
        control.close();
    }

    private static List<CommandMessage> phase(String run, int number, String name, List<ObjectCommand> commands) {
        List<CommandMessage> messages = new ArrayList<>();
        PhaseChecksum checksum = new PhaseChecksum();
        messages.add(new PhaseBegan(run, number, name, 1));
        for (ObjectCommand command : commands) {
            checksum.add(command);
            messages.add(command);
        }
        messages.add(new PhaseEnded(run, number, checksum.count(), checksum.text()));
        return messages;
    }

    private static ObjectCommand command(String run, int phase, String type, String key) {
        return new ObjectCommand(
                run, phase, Action.UPSERT, new ObjectKey(type, key), "hash-" + key, Map.of(), List.of(key));
    }

    private FileAccount account(String file) {
        return new FileAccount(file, "any", "aa", 1, "UTF-8", ",", contacts + 1L, 1, 0, contacts, 0, 0, 0, 0);
    }

    private static SourceRecord record(long sequence, Kind kind, String key, String file, long row) {
        return new SourceRecord(
                EXPORT,
                sequence,
                kind,
                key,
                "hash-" + key,
                Change.NEW,
                null,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(new Row(file, row)));
    }

    private void send(String topic, List<SpecificRecord> messages) {
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (SpecificRecord message : messages) {
                sent.add(producer.send(new ProducerRecord<>(topic, 0, "key", message)));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(1_700_000_000L + second);
    }
}
