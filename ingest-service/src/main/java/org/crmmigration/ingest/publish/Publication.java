package org.crmmigration.ingest.publish;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.crmmigration.ingest.fold.Listed;
import org.crmmigration.ingest.fold.Listing;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.ingest.inspect.Census;
import org.crmmigration.ingest.inspect.Sight;
import org.crmmigration.ingest.inspect.Suspicion;
import org.crmmigration.ingest.lane.InOrder;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.publish.RecordSink.Progress;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.FindingTable;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * Publishes findings and one generation of records in an order that folding alone decides. Called again after an
 * interruption it goes on behind what stands in the sink: nothing is missing, nothing stands there twice.
 */
public final class Publication {

    private static final int SAVE_EVERY = 20_000;

    private final Sql sql;
    private final Path listing;
    private final Payloads payloads;
    private final RecordSink sink;
    private final KeyedHash hash;
    private final Turns turns;
    private final Clock clock;
    private final Suspicion suspicion;
    private final Census census = new Census();
    private final LongConsumer progress;
    private final MessageDigest checksum = sha256();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private long sequence;

    /**
     * Publishes out of a staging database.
     *
     * @param listing the list of what is to be published
     * @param progress hears the number of records published so far
     */
    public Publication(
            Sql sql,
            Path listing,
            Payloads payloads,
            RecordSink sink,
            KeyedHash hash,
            Turns turns,
            Suspicion suspicion,
            Clock clock,
            LongConsumer progress) {
        this.suspicion = suspicion;
        this.sql = sql;
        this.listing = listing;
        this.payloads = payloads;
        this.sink = sink;
        this.hash = hash;
        this.turns = turns;
        this.clock = clock;
        this.progress = progress;
    }

    /** Publishes the findings of an export. */
    public void findings(String export, long seq) {
        long standing = sink.findings(export);
        long[] ordinal = {0};
        sql.each(
                "select rule, severity, file, row, title, source_key, detail from finding where export = ? order by id",
                row -> {
                    if (ordinal[0] >= standing) {
                        sink.send(FindingTable.read(export, row), ordinal[0]);
                    }
                    ordinal[0]++;
                },
                seq);
        sink.flush();
    }

    /** Publishes the generation; answers how many records of each kind it holds. */
    public Map<String, Long> records(String export, long seq, int generation) {
        Progress standing = sink.progress(export);
        long from = switch (standing) {
            case Progress.NotBegun _ -> 0;
            case Progress.Reached reached -> reached.nextSequence();
            case Progress.Complete _ -> Long.MAX_VALUE;
        };
        if (standing instanceof Progress.NotBegun) {
            sink.send(new ExportBegan(export, generation, clock.instant()));
        }
        Generations generations = new Generations(sql, generation);
        Map<Long, String> files = fileNames();
        InOrder<Folded> records = turns.inOrder(folded -> publish(folded, export, seq, from, generations, files));
        Listing.each(listing, listed -> {
            counts.merge(listed.kind().word(), 1L, Long::sum);
            records.add(new Folded(listed, sequence++, generations.before(listed.key())));
        });
        records.finish();
        sink.flush();
        census.save(sql, seq);
        sql.commit();
        if (!(standing instanceof Progress.Complete)) {
            sink.send(new ExportCompleted(
                    export,
                    generation,
                    counts,
                    HexFormat.of().formatHex(checksum.digest()),
                    new FileTable(sql).accounts(seq),
                    severities(seq),
                    clock.instant()));
            sink.flush();
        }
        return counts;
    }

    /** Notes a contact that is flagged, for the list of the audit. */
    private void flagged(Packed record, long seq) {
        if (record.kind() == Kind.CONTACT && !record.flags().isEmpty()) {
            sql.run(
                    "insert or replace into flagged (export, key, flags) values (?, ?, ?)",
                    seq,
                    record.key(),
                    String.join(" ", record.flags()));
        }
    }

    private Map<Long, String> fileNames() {
        Map<Long, String> names = new HashMap<>();
        sql.each("select id, name from file", row -> names.put(row.number(1), row.text(2)));
        return names;
    }

    private void publish(
            Folded folded, String export, long seq, long from, Generations generations, Map<Long, String> files) {
        Listed listed = folded.listed();
        Packed record = folded.complete(payloads, files);
        suspicion.mark(record, listed.identity());
        String content = record.hash(hash);
        byte[] line = (record.key() + '\n' + content + '\n').getBytes(StandardCharsets.UTF_8);
        Change change = folded.change(content);
        RecordSink.Parcel parcel = folded.sequence() < from
                ? RecordSink.NOTHING
                : sink.pack(record, export, folded.sequence(), content, change);
        Optional<Sight> sight = listed.gone() ? Optional.empty() : Optional.of(Sight.of(record));
        turns.later(() -> {
            checksum.update(line);
            census.compared(record.kind(), change);
            sight.ifPresent(seen -> {
                census.see(seen, listed.identity());
                flagged(record, seq);
            });
            generations.add(folded.sequence(), record.key(), content);
            parcel.send();
            if ((folded.sequence() + 1) % SAVE_EVERY == 0) {
                sql.commit();
                progress.accept(folded.sequence() + 1);
            }
        });
    }

    private Map<String, Long> severities(long seq) {
        Map<String, Long> severities = new TreeMap<>();
        sql.each(
                "select severity, count(*) from finding where export = ? group by severity",
                row -> severities.put(row.text(1), row.number(2)),
                seq);
        return severities;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
