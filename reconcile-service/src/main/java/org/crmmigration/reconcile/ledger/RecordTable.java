package org.crmmigration.reconcile.ledger;

import java.util.stream.Collectors;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;

/** Keeps which records there are, which were left out and why, and what was found about them. */
final class RecordTable {

    private static final String RECORD = "INSERT OR IGNORE INTO record VALUES (NULL, ?, ?, ?, ?, ?, ?)";
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
                        rows);
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
