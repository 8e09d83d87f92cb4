package org.crmmigration.ingest.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.crmmigration.ingest.fold.Listed;
import org.crmmigration.ingest.fold.Listing;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.ingest.inspect.Census;
import org.crmmigration.ingest.inspect.Sight;
import org.crmmigration.ingest.inspect.Suspicion;
import org.crmmigration.ingest.lane.Aside;
import org.crmmigration.ingest.lane.InOrder;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.publish.RecordSink.Progress;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.FindingTable;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.RecordHashes.Known;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.Staging;
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
    private static final String CHANGED = "insert or replace into changed (export, key, fields) values (?, ?, ?)";

    private final Sql sql;
    private final Staging staging;
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
     * Publishes what was folded in a staging directory.
     *
     * @param progress hears the number of records published so far
     */
    public Publication(
            Sql sql,
            Staging staging,
            Payloads payloads,
            RecordSink sink,
            KeyedHash hash,
            Turns turns,
            Suspicion suspicion,
            Clock clock,
            LongConsumer progress) {
        this.suspicion = suspicion;
        this.sql = sql;
        this.staging = staging;
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
        FileTable fileTable = new FileTable(sql);
        Map<Long, String> files = fileTable.names();
        try (Generations generations = new Generations(staging, generation, Census.fieldNames(sql));
                Aside sending = new Aside("ingest-sender")) {
            InOrder<Folded> records =
                    turns.inOrder(folded -> publish(folded, export, seq, from, generations, files, sending));
            Listing.each(staging.listing(), listed -> {
                counts.merge(listed.kind().word(), 1L, Long::sum);
                records.add(new Folded(listed, sequence++));
            });
            records.finish();
            sending.finish();
            generations.save();
        }
        sink.flush();
        census.save(sql, seq);
        sql.commit();
        if (!(standing instanceof Progress.Complete)) {
            sink.send(new ExportCompleted(
                    export,
                    generation,
                    counts,
                    HexFormat.of().formatHex(checksum.digest()),
                    fileTable.accounts(seq),
                    new FindingTable(sql, seq).severities(),
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

    private void publish(
            Folded folded,
            String export,
            long seq,
            long from,
            Generations generations,
            Map<Long, String> files,
            Aside sending) {
        Listed listed = folded.listed();
        Packed record = folded.complete(payloads, files);
        suspicion.mark(record, listed.identity());
        String content = record.hash(hash);
        byte[] line = (record.key() + '\n' + content + '\n').getBytes(StandardCharsets.UTF_8);
        long[] fields = record.fieldHashes();
        Optional<Known> before = generations.before(record.key());
        Change change = folded.change(content, before);
        Set<String> changed =
                change == Change.CHANGED ? generations.changed(record, fields, before.orElseThrow()) : Set.of();
        RecordSink.Parcel parcel = folded.sequence() < from
                ? RecordSink.NOTHING
                : sink.pack(record, export, folded.sequence(), content, change);
        Optional<Sight> sight = listed.gone() ? Optional.empty() : Optional.of(Sight.of(record));
        turns.later(() -> {
            sight.ifPresent(_ -> flagged(record, seq));
            if (!changed.isEmpty()) {
                sql.run(CHANGED, seq, record.key(), String.join(" ", changed));
            }
            sending.add(() -> {
                generations.add(record.key(), content, fields);
                checksum.update(line);
                census.compared(record.kind(), change, changed);
                sight.ifPresent(seen -> census.see(seen, listed.identity()));
                parcel.send();
            });
            if ((folded.sequence() + 1) % SAVE_EVERY == 0) {
                sql.commit();
                progress.accept(folded.sequence() + 1);
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
