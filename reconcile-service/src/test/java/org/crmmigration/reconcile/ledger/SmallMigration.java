package org.crmmigration.reconcile.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * A migration small enough to count by hand: one tag, three contacts, one of them left out, one order; a label phase, a
 * person phase, a deal phase.
 */
public final class SmallMigration {

    public static final String RUN = "run-1";
    public static final String EXPORT = "export-1";
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final ObjectKey LABELS = new ObjectKey("labels", "labels:person");
    public static final ObjectKey ANNA = new ObjectKey("person", "contact:1");
    public static final ObjectKey BEN = new ObjectKey("person", "contact:2");
    public static final ObjectKey DEAL = new ObjectKey("deal", "order:t1");

    private static final Map<ObjectKey, Integer> PHASES = Map.of(LABELS, 0, ANNA, 2, BEN, 2, DEAL, 3);

    private SmallMigration() {}

    /** The records topic. */
    public static List<RecordMessage> records() {
        List<RecordMessage> messages = new ArrayList<>();
        messages.add(new ExportBegan(EXPORT, 1, START));
        messages.add(record(0, Kind.TAG, "tag:a", 2));
        messages.add(record(1, Kind.CONTACT, "contact:1", 2));
        messages.add(record(2, Kind.CONTACT, "contact:2", 3));
        messages.add(record(3, Kind.CONTACT, "contact:3", 4));
        messages.add(record(4, Kind.ORDER, "order:t1", 2));
        messages.add(new ExportCompleted(
                EXPORT,
                1,
                Map.of("tag", 1L, "contact", 3L, "order", 1L),
                Contents.checksum(messages),
                List.of(
                        new FileAccount("contacts.csv", "contacts", "aa", 900, "UTF-8", ",", 6, 1, 1, 3, 0, 1, 0, 0),
                        new FileAccount("orders.csv", "transactions", "bb", 300, "UTF-8", ",", 4, 1, 0, 1, 1, 0, 0, 1)),
                Map.of("WARN", 1L),
                START.plusSeconds(5)));
        return messages;
    }

    /** The commands topic up to the run's end. */
    public static List<CommandMessage> commands() {
        List<CommandMessage> messages = new ArrayList<>();
        messages.add(new RunBegan(
                RUN,
                EXPORT,
                1,
                List.of(new Phase(0, "vocabulary"), new Phase(2, "people"), new Phase(3, "deals")),
                START.plusSeconds(10)));
        messages.addAll(phase(0, "vocabulary", 1, command(LABELS, "h0", "tag:a")));
        messages.addAll(phase(
                2,
                "people",
                1,
                command(ANNA, "h1", "contact:1"),
                command(BEN, "h2", "contact:2"),
                new RecordExcluded(RUN, "contact", "contact:3", "suppressed", "the contact asked to be forgotten")));
        messages.addAll(phase(3, "deals", 1, command(DEAL, "h3", "order:t1", "contact:1")));
        messages.add(new RunEnded(RUN, Map.of("suppressed", 1L), START.plusSeconds(12)));
        return messages;
    }

    /** A bracketed phase. */
    public static List<CommandMessage> phase(int phase, String name, int attempt, CommandMessage... inside) {
        List<CommandMessage> messages = new ArrayList<>();
        PhaseChecksum checksum = new PhaseChecksum();
        messages.add(new PhaseBegan(RUN, phase, name, attempt));
        for (CommandMessage message : inside) {
            messages.add(message);
            if (message instanceof ObjectCommand command) {
                checksum.add(command);
            }
        }
        messages.add(new PhaseEnded(RUN, phase, checksum.count(), checksum.text()));
        return messages;
    }

    /** The ledger topic: all created but Ben, who was refused. */
    public static List<LedgerMessage> outcomes() {
        return List.of(
                outcome(LABELS, "h0", Status.CREATED, 20, null),
                outcome(ANNA, "h1", Status.CREATED, 21, null),
                outcome(BEN, "h2", Status.FAILED, 22, Cause.of("validation", "the e-mail address was refused")),
                outcome(DEAL, "h3", Status.CREATED, 23, null));
    }

    /** A finding about a row. */
    public static Finding finding(long row) {
        return new Finding(
                EXPORT,
                "C07",
                Finding.Severity.WARN,
                "contacts.csv",
                row,
                "Phone",
                null,
                "not a phone number",
                "check it");
    }

    /** A command of a person, a deal or a label. */
    public static ObjectCommand command(ObjectKey key, String hash, String... origins) {
        return new ObjectCommand(RUN, phaseOf(key), Action.UPSERT, key, hash, Map.of(), List.of(origins));
    }

    /** An outcome, some seconds after the start. */
    public static Outcome outcome(ObjectKey key, String hash, Status status, long second, @Nullable Cause cause) {
        return outcome(RUN, phaseOf(key), key, hash, status, second, cause, Map.of());
    }

    /** An outcome with everything. */
    public static Outcome outcome(
            String run,
            int phase,
            ObjectKey key,
            String hash,
            Status status,
            long second,
            @Nullable Cause cause,
            Map<String, String> attributes) {
        boolean there = status != Status.FAILED && status != Status.PARKED;
        return new Outcome(
                run,
                phase,
                key,
                status,
                Operation.CREATE,
                hash,
                there ? "id-" + key.sourceKey() : null,
                there ? hash : null,
                null,
                null,
                cause,
                attributes,
                2,
                10.5,
                -1,
                START.plusSeconds(second));
    }

    /** As read from a topic, from offset 1 as the marker has 0. */
    public static List<Entry> recordEntries(List<RecordMessage> messages) {
        List<Entry> entries = new ArrayList<>();
        messages.forEach(message -> entries.add(new Entry.OfRecords(entries.size() + 1, message)));
        return entries;
    }

    /** As read from a topic. */
    public static List<Entry> commandEntries(List<? extends CommandMessage> messages) {
        List<Entry> entries = new ArrayList<>();
        messages.forEach(
                message -> entries.add(new Entry.OfCommands(entries.size() + 1, START.plusSeconds(11), message)));
        return entries;
    }

    /** As read from a topic. */
    public static List<Entry> ledgerEntries(List<? extends LedgerMessage> messages) {
        List<Entry> entries = new ArrayList<>();
        messages.forEach(message -> entries.add(new Entry.OfLedger(entries.size() + 1, message)));
        return entries;
    }

    /** Everything, by topic, in the order a reader that starts late may see it. */
    public static Map<String, List<Entry>> topics() {
        Map<String, List<Entry>> topics = new LinkedHashMap<>();
        topics.put("records", recordEntries(records()));
        topics.put("commands", commandEntries(commands()));
        topics.put("ledger", ledgerEntries(outcomes()));
        topics.put("findings", List.of(new Entry.OfFindings(1, "contacts.csv:3:C07", finding(3))));
        return topics;
    }

    /** Applies all of a topic. */
    public static void apply(Projection projection, String topic, List<Entry> entries) {
        projection.apply(topic, entries, entries.getLast().offset() + 1);
    }

    private static SourceRecord record(long sequence, Kind kind, String key, long row) {
        String file = kind == Kind.ORDER ? "orders.csv" : "contacts.csv";
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

    private static int phaseOf(ObjectKey key) {
        Integer phase = PHASES.get(key);
        if (phase == null) {
            throw new IllegalArgumentException("no phase for " + key);
        }
        return phase;
    }
}
