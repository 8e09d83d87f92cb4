package org.crmmigration.reconcile.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Counts one generation of records, and the findings about its export, as they are read. */
final class GenerationTally {

    private final String export;
    private final Map<String, Long> published = new HashMap<>();
    private final Map<String, Long> distinct = new HashMap<>();
    private final Map<Finding.Severity, Long> findings = new EnumMap<>(Finding.Severity.class);
    private int generation;
    private @Nullable Instant beganAt;
    private long gaps;
    private long count;
    private @Nullable ExportCompleted completed;
    private String checksum;

    GenerationTally(GenerationStanding from) {
        export = from.export();
        generation = from.generation();
        beganAt = from.beganAt();
        published.putAll(from.published());
        distinct.putAll(from.distinct());
        findings.putAll(from.findings());
        gaps = from.gaps();
        count = published.values().stream().mapToLong(Long::longValue).sum();
        completed = from.completed();
        checksum = from.checksum();
    }

    static GenerationTally of(String export) {
        return new GenerationTally(new GenerationStanding(export, 0, null, Map.of(), Map.of(), 0, Map.of(), null, ""));
    }

    /** Opens the generation; an earlier, unfinished publication of it is forgotten. */
    void began(ExportBegan message) {
        generation = message.generation();
        beganAt = beganAt == null ? message.at() : beganAt;
        published.clear();
        distinct.clear();
        gaps = 0;
        count = 0;
        completed = null;
        checksum = "";
    }

    void record(SourceRecord message, boolean first) {
        String kind = message.kind().word();
        published.merge(kind, 1L, Long::sum);
        distinct.merge(kind, first ? 1L : 0L, Long::sum);
        gaps += message.sequence() == count ? 0 : 1;
        count++;
    }

    void completed(ExportCompleted message, String recomputed) {
        completed = message;
        checksum = recomputed;
    }

    void finding(Finding.Severity severity) {
        findings.merge(severity, 1L, Long::sum);
    }

    GenerationStanding standing() {
        return new GenerationStanding(
                export,
                generation,
                beganAt,
                Map.copyOf(published),
                Map.copyOf(distinct),
                gaps,
                Map.copyOf(findings),
                completed,
                checksum);
    }
}
