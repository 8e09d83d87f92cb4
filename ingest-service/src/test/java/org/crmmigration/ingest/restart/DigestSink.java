package org.crmmigration.ingest.restart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.ingest.publish.RecordSink;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;

/** A sink that keeps of each message its digest. What was not flushed is gone when it breaks. */
final class DigestSink implements RecordSink {

    private static final int FLUSH_AT = 250;

    private final List<Message> records = new ArrayList<>();
    private final List<Message> open = new ArrayList<>();
    private final List<Message> findings = new ArrayList<>();
    private int breakAfter = Integer.MAX_VALUE;

    private record Message(String export, Progress behind, String digest) {}

    /** Breaks once this many more records were taken. */
    void breakAfter(int records) {
        breakAfter = records;
    }

    /** How many messages were taken. */
    int messages() {
        return records.size() + findings.size();
    }

    /** Of everything taken, in its order. */
    String digest() {
        StringBuilder all = new StringBuilder();
        records.forEach(message -> all.append(message.digest()).append('\n'));
        findings.forEach(message -> all.append(message.digest()).append('\n'));
        return sha256(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Progress progress(String export) {
        open.clear();
        return records.isEmpty() || !records.getLast().export().equals(export)
                ? new Progress.NotBegun()
                : records.getLast().behind();
    }

    @Override
    public long findings(String export) {
        return findings.stream()
                .filter(finding -> finding.export().equals(export))
                .count();
    }

    @Override
    public Parcel pack(RecordMessage message) {
        Progress behind = switch (message) {
            case ExportBegan _ -> new Progress.Reached(0);
            case RecordMessage.SourceRecord record -> new Progress.Reached(record.sequence() + 1);
            case ExportCompleted _ -> new Progress.Complete();
        };
        return parcel(message.export(), behind, message.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Parcel pack(Packed record, String export, long sequence, String hash, Change change) {
        return parcel(export, new Progress.Reached(sequence + 1), record.message(export, sequence, hash, change));
    }

    private Parcel parcel(String export, Progress behind, byte[] bytes) {
        Message message = new Message(export, behind, sha256(bytes));
        return () -> {
            if (breakAfter-- <= 0) {
                throw new IngestException("the sink is broken");
            }
            open.add(message);
            if (open.size() == FLUSH_AT) {
                flush();
            }
        };
    }

    @Override
    public void send(Finding finding, long ordinal) {
        findings.add(new Message(
                finding.export(),
                new Progress.NotBegun(),
                ordinal + sha256(finding.toString().getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public void flush() {
        records.addAll(open);
        open.clear();
    }

    @Override
    public void close() {
        open.clear();
    }
}
