package org.crmmigration.ingest.stage;

import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.Finding.Severity;
import org.jspecify.annotations.Nullable;

/** The findings of one export. */
public final class FindingTable implements Findings {

    private final Sql sql;
    private final long export;

    /** Findings of an export. */
    public FindingTable(Sql sql, long export) {
        this.sql = sql;
        this.export = export;
    }

    @Override
    public void add(Rule rule, Severity severity, Where where, @Nullable String sourceKey, String detail) {
        sql.run(
                "insert into finding (export, rule, severity, file, row, title, source_key, detail)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                export,
                rule.name(),
                severity.name(),
                where.file(),
                where.row(),
                where.column(),
                sourceKey,
                detail);
    }

    /** How many findings there are of each severity. */
    public Map<String, Long> severities() {
        Map<String, Long> severities = new TreeMap<>();
        sql.each(
                "select severity, count(*) from finding where export = ? group by severity",
                row -> severities.put(row.text(1), row.number(2)),
                export);
        return severities;
    }

    /** Makes a finding of a row of the table: rule, severity, file, row, title, source_key, detail. */
    public static Finding read(String export, Sql.Rows row) {
        Rule rule = Rule.valueOf(row.text(1));
        String detail = row.text(7);
        String key = row.text(6);
        return new Finding(
                export,
                rule.name(),
                Severity.valueOf(row.text(2)),
                row.text(3),
                row.number(4),
                row.text(5),
                key.isEmpty() ? null : key,
                detail.isEmpty() ? rule.message() : rule.message() + ": " + detail,
                rule.advice());
    }
}
