package org.crmmigration.ingest.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;

/**
 * What is in an export and what became of it.
 *
 * @param balanced whether every row of every file has exactly one state, as counted
 * @param files the account of every file
 * @param findings by severity
 * @param rules by rule
 * @param excluded rows left behind on purpose, by reason
 */
public record ExportReport(
        Summary summary,
        boolean balanced,
        List<FileReport> files,
        Map<String, Long> findings,
        Map<String, Long> rules,
        Map<String, Long> excluded) {

    /** How far an export is. */
    public record Summary(
            String export,
            String state,
            String message,
            long rowsRead,
            long published,
            Map<String, Long> records,
            Instant began) {

        /** The summary of an export. */
        public static Summary of(Export export) {
            return new Summary(
                    export.id(),
                    export.state().name(),
                    export.message(),
                    export.rowsRead(),
                    export.published(),
                    export.records(),
                    export.began());
        }
    }

    /** The account of one file and whether it balances. */
    public record FileReport(FileAccount account, boolean balanced) {}

    /** Looks an export up. */
    public static ExportReport of(Staging staging, Export export) {
        try (Sql sql = staging.rows()) {
            List<FileReport> files = new ArrayList<>();
            for (FileAccount account : new FileTable(sql).accounts(export.seq())) {
                files.add(new FileReport(account, account.balanced()));
            }
            Map<String, Long> excluded = new LinkedHashMap<>();
            sql.each("""
                    select reason, sum(rows) from row_account where state = 'EXCLUDED'
                    and file in (select id from file where export = ?) group by reason order by 2 desc
                    """, row -> excluded.put(row.text(1), row.number(2)), export.seq());
            return new ExportReport(
                    Summary.of(export),
                    files.stream().allMatch(FileReport::balanced),
                    files,
                    counts(sql, "severity", export),
                    counts(sql, "rule", export),
                    excluded);
        }
    }

    private static Map<String, Long> counts(Sql sql, String column, Export export) {
        Map<String, Long> counts = new TreeMap<>();
        sql.each(
                "select " + column + ", count(*) from finding where export = ? group by 1",
                row -> counts.put(row.text(1), row.number(2)),
                export.seq());
        return counts;
    }
}
