package org.crmmigration.ingest;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.ingest.publish.RecordSink;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;

/** A sink in memory. What was not flushed is gone when it breaks. */
public final class ListSink implements RecordSink {

    private final List<RecordMessage> records = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<RecordMessage> open = new ArrayList<>();
    private int breakAfter = Integer.MAX_VALUE;

    /** Breaks once this many more records were taken; what was flushed before remains. */
    public void breakAfter(int records) {
        breakAfter = records;
    }

    @Override
    public Progress progress(String export) {
        open.clear();
        if (records.isEmpty() || !records.getLast().export().equals(export)) {
            return new Progress.NotBegun();
        }
        return switch (records.getLast()) {
            case ExportBegan _ -> new Progress.Reached(0);
            case SourceRecord record -> new Progress.Reached(record.sequence() + 1);
            case ExportCompleted _ -> new Progress.Complete();
        };
    }

    @Override
    public long findings(String export) {
        return findings.stream()
                .filter(finding -> finding.export().equals(export))
                .count();
    }

    @Override
    public Parcel pack(RecordMessage message) {
        return () -> take(message);
    }

    private void take(RecordMessage message) {
        if (breakAfter-- <= 0) {
            throw new IngestException("the sink is broken");
        }
        open.add(message);
        if (open.size() == 100) {
            flush();
        }
    }

    @Override
    public void send(Finding finding, long ordinal) {
        findings.add(finding);
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

    /** Everything on the records topic. */
    public List<RecordMessage> messages() {
        return records;
    }

    /** All findings. */
    public List<Finding> findings() {
        return findings;
    }

    /** The findings of a rule. */
    public List<Finding> findings(org.crmmigration.ingest.finding.Rule rule) {
        return findings.stream()
                .filter(finding -> finding.rule().equals(rule.name()))
                .toList();
    }

    /** The records of a kind in the latest generation. */
    public List<SourceRecord> records(Kind kind) {
        String export = records.getLast().export();
        return records.stream()
                .filter(SourceRecord.class::isInstance)
                .map(SourceRecord.class::cast)
                .filter(record -> record.export().equals(export) && record.kind() == kind)
                .toList();
    }

    /** The record with a key in the latest generation. */
    public SourceRecord record(String key) {
        for (Kind kind : Kind.values()) {
            for (SourceRecord record : records(kind)) {
                if (record.sourceKey().equals(key)) {
                    return record;
                }
            }
        }
        throw new AssertionError("no record " + key);
    }

    /** How the latest generation was closed. */
    public ExportCompleted completed() {
        return (ExportCompleted) records.getLast();
    }
}
