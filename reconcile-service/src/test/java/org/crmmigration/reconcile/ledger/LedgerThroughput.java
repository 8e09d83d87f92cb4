package org.crmmigration.reconcile.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * Measures how many messages a second a ledger takes, and how long the report's question over all records takes. Run by
 * hand; the argument is how many contacts (200000).
 */
final class LedgerThroughput {

    private static final int BATCH = 1000;

    private LedgerThroughput() {}

    public static void main(String[] args) throws IOException {
        long contacts = args.length == 0 ? 200_000 : Long.parseLong(args[0]);
        Path directory = Files.createTempDirectory("ledger");
        Path file = directory.resolve("ledger.db");
        try (Projection projection = Projection.open(file, "measured")) {
            feed(projection, "records", contacts, i -> new Entry.OfRecords(i, record(i)));
            feed(projection, "commands", contacts, i -> new Entry.OfCommands(i, Instant.EPOCH, command(i)));
            feed(projection, "ledger", contacts, i -> new Entry.OfLedger(i, outcome(i)));
            try (LedgerQueries queries = projection.queries()) {
                long start = System.nanoTime();
                System.out.println(queries.records("run-1", "export-1"));
                System.out.printf("states of all records: %d ms%n", (System.nanoTime() - start) / 1_000_000);
            }
            System.out.printf("file: %d MiB%n", Files.size(file) >> 20);
        } finally {
            Projection.delete(file);
            Files.delete(directory);
        }
    }

    private static void feed(Projection projection, String topic, long count, LongFunction<Entry> make) {
        long start = System.nanoTime();
        List<Entry> batch = new ArrayList<>(BATCH);
        for (long i = 0; i < count; i++) {
            batch.add(make.apply(i));
            if (batch.size() == BATCH) {
                projection.apply(topic, batch, i + 1);
                batch.clear();
            }
        }
        projection.apply(topic, batch, count);
        System.out.printf("%s: %.0f/s%n", topic, count / ((System.nanoTime() - start) / 1e9));
    }

    private static SourceRecord record(long i) {
        return new SourceRecord(
                "export-1",
                i,
                Kind.CONTACT,
                "contact:" + scattered(i),
                "0123456789abcdef0123456789abcdef",
                Change.NEW,
                null,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(new Row("contacts-2026-03-01.csv", i + 2)));
    }

    private static ObjectCommand command(long i) {
        String key = "contact:" + scattered(i);
        return new ObjectCommand(
                "run-1",
                2,
                Action.UPSERT,
                new ObjectKey("person", key),
                "0123456789abcdef0123456789abcdef",
                Map.of(),
                List.of(key));
    }

    private static Outcome outcome(long i) {
        return new Outcome(
                "run-1",
                2,
                new ObjectKey("person", "contact:" + scattered(i)),
                Status.CREATED,
                Operation.CREATE,
                "0123456789abcdef0123456789abcdef",
                Long.toString(i),
                "0123456789abcdef0123456789abcdef",
                null,
                null,
                null,
                Map.of(),
                1,
                5,
                i,
                Instant.ofEpochMilli(i));
    }

    /** Keys in no order, as hashed ones are; each number once. */
    private static long scattered(long i) {
        return (i * 2_654_435_761L) & 0xffff_ffffL;
    }
}
