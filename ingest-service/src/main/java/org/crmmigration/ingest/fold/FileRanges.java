package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.Sql;

/** The earliest and latest date of every file's rows, of the date that orders its kind: joined, paid, started, booked for. Thread-safe. */
final class FileRanges {

    private final Map<Long, Span> spans = new ConcurrentHashMap<>();

    /** What the rows of a file span. */
    record Span(Instant first, Instant last) {
        Span with(Instant at) {
            return new Span(at.isBefore(first) ? at : first, at.isAfter(last) ? at : last);
        }
    }

    /** Takes a row's date. */
    void see(StagedRow row, Instant at) {
        Span span = spans.get(row.file().id());
        if (span == null || at.isBefore(span.first()) || at.isAfter(span.last())) {
            spans.merge(row.file().id(), new Span(at, at), (before, _) -> before.with(at));
        }
    }

    /** What was seen of a file. */
    java.util.Optional<Span> of(FileView file) {
        return java.util.Optional.ofNullable(spans.get(file.id()));
    }

    /** Keeps the ranges with the files. */
    void save(Sql sql) {
        FileTable files = new FileTable(sql);
        spans.forEach((file, span) -> files.range(file, span.first(), span.last()));
    }
}
