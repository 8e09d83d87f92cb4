package org.crmmigration.reconcile.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;

/** Keeps which records there are, which were left out and why, and what was found about them. */
final class RecordTable {

    private static final String RECORD = "INSERT OR IGNORE INTO record VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)";
    private static final String CONTENTS = "SELECT source_key, content FROM record WHERE export = ? ORDER BY id";
    private static final String FORGET = "DELETE FROM record WHERE export = ?";
    private static final String FINDING = "INSERT OR IGNORE INTO finding VALUES (?, ?, ?, ?)";
    private static final String RULE = "INSERT OR IGNORE INTO rule VALUES (?, ?, ?)";
    private static final String EXCLUDED = "INSERT OR IGNORE INTO excluded VALUES (?, ?, ?, ?)";
    private static final String EXCLUSION = "INSERT OR IGNORE INTO exclusion VALUES (?, ?, ?, ?)";
    private static final String UNREADABLE = "INSERT OR IGNORE INTO unreadable VALUES (?, ?, ?)";

    private final Database database;

    RecordTable(Database database) {
        this.database = database;
    }

    /** Whether the export had no record of this key before. */
    boolean record(SourceRecord record) {
        String rows =
                record.rows().stream().map(row -> row.file() + ":" + row.row()).collect(Collectors.joining("\n"));
        return 1
                == database.update(
                        RECORD,
                        record.export(),
                        KeyHash.of(record.sourceKey()),
                        record.sourceKey(),
                        record.kind().word(),
                        record.change().name(),
                        rows,
                        record.contentHash());
    }

    /** SHA-256 over source keys and content hashes in the order they were read, as ingest computes it. */
    String checksum(String export) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            database.each(
                    CONTENTS,
                    row -> digest.update(
                            (row.getString(1) + '\n' + row.getString(2) + '\n').getBytes(StandardCharsets.UTF_8)),
                    export);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Before a generation is published again. */
    void forget(String export) {
        database.update(FORGET, export);
    }

    /** Whether it was not known. */
    boolean finding(String key, Finding finding) {
        String name = key + "#" + finding.column();
        String severity = finding.severity().name();
        database.update(RULE, finding.rule(), finding.message(), finding.advice());
        return 1 == database.update(FINDING, finding.export(), name, finding.rule(), severity);
    }

    /** Whether it was not known. */
    boolean excluded(RecordExcluded excluded) {
        database.update(EXCLUSION, excluded.run(), excluded.kind(), excluded.reason(), excluded.explanation());
        long hash = KeyHash.of(excluded.sourceKey());
        return 1 == database.update(EXCLUDED, excluded.run(), hash, excluded.kind(), excluded.reason());
    }

    void unreadable(String topic, Entry.Unreadable entry) {
        database.update(UNREADABLE, topic, entry.offset(), entry.what());
    }
}
