package org.crmmigration.reconcile.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.PhaseEnded;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.crmmigration.messaging.ledger.LedgerMessage.Intent;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.SchemaRead;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.reconcile.ledger.Work.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * One migration's ledger: everything its four topics say, applied in batches, each with its position in one transaction,
 * so that reading a message again changes nothing. Only one thread applies; {@link #standing} is for every thread.
 * Deleting the file loses nothing: it is built again from the topics.
 */
public final class Projection implements AutoCloseable {

    private static final String POSITION = "INSERT OR REPLACE INTO applied VALUES (?, ?)";

    private final Path file;
    private final Database database;
    private final RecordTable records;
    private final WorkTable work;
    private final MoneyTable money;
    private final Tallies tallies;
    private final Map<String, Long> positions = new ConcurrentHashMap<>();
    private volatile Standing standing;

    private Projection(Path file, Database database) {
        this.file = file;
        this.database = database;
        this.records = new RecordTable(database);
        this.work = new WorkTable(database);
        this.money = new MoneyTable(database);
        this.tallies = new Tallies(database);
        this.standing = tallies.standing();
        database.each("SELECT topic, position FROM applied", row -> positions.put(row.getString(1), row.getLong(2)));
    }

    /**
     * Opens the file or begins a new one.
     *
     * @param identity of the migration's topics; a file of other topics, or of another version of this class, is
     *     deleted first
     */
    public static Projection open(Path file, String identity) {
        String wanted = Schema.VERSION + "|" + identity;
        Database database = connect(file);
        database.script(Schema.META);
        List<String> found = database.list("SELECT value FROM meta WHERE name = 'identity'", row -> row.getString(1));
        if (!found.isEmpty() && !found.getFirst().equals(wanted)) {
            database.close();
            delete(file);
            return open(file, identity);
        }
        database.script(Schema.TABLES);
        database.update("INSERT OR REPLACE INTO meta VALUES ('identity', ?)", wanted);
        return new Projection(file, database);
    }

    /** Deletes the file and what SQLite keeps beside it. */
    public static void delete(Path file) {
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(file + suffix));
            }
        } catch (IOException e) {
            throw new LedgerFailure("the ledger file " + file + " cannot be deleted", e);
        }
    }

    /** The offset to read next from a topic; 0 when nothing was applied yet. */
    public long position(String topic) {
        return positions.getOrDefault(topic, 0L);
    }

    /**
     * Applies entries of one topic in their order, those below the position excepted, and moves the position.
     *
     * @param next the offset after the last entry
     */
    public void apply(String topic, List<? extends Entry> entries, long next) {
        long from = position(topic);
        database.transaction(() -> {
            entries.stream().filter(entry -> entry.offset() >= from).forEach(entry -> apply(topic, entry));
            tallies.save();
            database.update(POSITION, topic, next);
        });
        positions.put(topic, Math.max(from, next));
        standing = tallies.standing();
    }

    /** The numbers as of the last batch. */
    public Standing standing() {
        return standing;
    }

    /** A reader of its own connection, for another thread; closed by the caller. */
    public LedgerQueries queries() {
        return new LedgerQueries(Database.open(file));
    }

    /** What would be taken back; closed by the caller. */
    RollbackPlan rollbackPlan(RunScope scope, String before) {
        return RollbackPlan.of(Database.open(file), scope, before);
    }

    @Override
    public void close() {
        database.close();
    }

    private static Database connect(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new LedgerFailure("the directory of " + file + " cannot be made", e);
        }
        return Database.open(file).forWriting();
    }

    private void apply(String topic, Entry entry) {
        switch (entry) {
            case Entry.OfRecords e -> record(e.message());
            case Entry.OfCommands e -> command(e);
            case Entry.OfLedger e -> ledger(e);
            case Entry.OfFindings e -> finding(e.key(), e.finding());
            case Entry.Unreadable e -> records.unreadable(topic, e);
        }
    }

    private void record(RecordMessage message) {
        GenerationTally tally = tallies.generation(message.export());
        switch (message) {
            case ExportBegan m -> {
                records.forget(m.export());
                money.forget(m.export());
                tally.began(m);
            }
            case SourceRecord m -> {
                tally.record(m, records.record(m));
                money.source(m);
            }
            case ExportCompleted m -> tally.completed(m, records.checksum(m.export()));
        }
    }

    private void finding(String key, Finding finding) {
        if (records.finding(key, finding)) {
            tallies.generation(finding.export()).finding(finding.severity());
        }
    }

    private void command(Entry.OfCommands entry) {
        CommandMessage message = entry.message();
        switch (message) {
            case ObjectCommand m -> command(m, entry.offset());
            case RecordExcluded m -> excluded(m);
            case RunBegan m -> tallies.run(m.run()).began(m);
            case RunEnded m -> tallies.run(m.run()).ended(m);
            case PhaseBegan m -> began(m);
            case PhaseEnded m -> tallies.run(m.run()).phase(m.phase()).ended(m, entry.at());
            case MappingText _ -> {}
        }
    }

    private void began(PhaseBegan began) {
        PhaseTally tally = tallies.run(began.run()).phase(began.phase());
        if (tally.emitted()) {
            work.forgetCommands(began.run(), began.phase());
        }
        tally.began(began);
    }

    private void command(ObjectCommand command, long offset) {
        PhaseTally tally = tallies.run(command.run()).phase(command.phase());
        Work before = work.load(command.run(), command.phase(), command.key());
        Work after = before.with(new Wanted(command.action().name(), command.payloadHash(), offset));
        work.command(command, after);
        money.command(command);
        tally.seen(command);
        tally.replace(before, after);
    }

    private void excluded(RecordExcluded excluded) {
        if (records.excluded(excluded)) {
            tallies.run(excluded.run()).excluded(excluded.reason());
        }
    }

    private void ledger(Entry.OfLedger entry) {
        LedgerMessage message = entry.message();
        switch (message) {
            case Intent _ -> {}
            case SchemaRead m -> notes(m.schema().notes());
            case Outcome m -> {
                outcome(m);
                work.edits(m, entry.offset());
            }
        }
    }

    /** What the loader noted at the account last; a reading before its look says nothing. */
    private void notes(@Nullable List<DestinationSchema.Note> notes) {
        if (notes != null) {
            database.update("DELETE FROM account_note");
            notes.forEach(note -> database.update(
                    "INSERT INTO account_note (severity, code, text) VALUES (?, ?, ?)",
                    note.severity(),
                    note.code(),
                    note.text()));
        }
    }

    private void outcome(Outcome outcome) {
        Work before = work.load(outcome.run(), outcome.phase(), outcome.key());
        Work after = before.with(outcome);
        if (!after.equals(before)) {
            work.outcome(outcome, after);
            tallies.run(outcome.run()).phase(outcome.phase()).replace(before, after);
        }
    }
}
