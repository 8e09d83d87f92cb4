package org.crmmigration.reconcile.ledger;

import java.time.Instant;
import java.util.Map;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.jspecify.annotations.Nullable;

/**
 * Where a generation of records stands.
 *
 * @param published records read, by kind
 * @param distinct different source keys among them, by kind
 * @param gaps how often a record's place in the generation was not the one after its predecessor's
 * @param findings by severity
 * @param completed the end marker, null before it was read
 * @param checksum recomputed from the records read, when the end marker was; empty before
 */
public record GenerationStanding(
        String export,
        int generation,
        @Nullable Instant beganAt,
        Map<String, Long> published,
        Map<String, Long> distinct,
        long gaps,
        Map<Finding.Severity, Long> findings,
        @Nullable ExportCompleted completed,
        String checksum) {}
