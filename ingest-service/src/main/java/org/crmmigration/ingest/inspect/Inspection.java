package org.crmmigration.ingest.inspect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.report.ExportReport;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.record.Finding.Severity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that is known of an export before anything moves. As JSON it is the inspection's contract for programs; names
 * are never changed, only added.
 *
 * @param report the account of rows and how far the export is
 * @param files when files were written and which dates their rows span
 * @param manifests how the files were read
 * @param rules findings by rule, the gravest first
 * @param decisions what somebody has to decide before anything moves
 * @param census records, fields and values
 * @param audit contacts that may be left behind
 * @param picklists custom fields with so few values that they may become choice fields
 * @param worksheet what the customer wrote down about sequences, automations, forms and pages
 * @param gaps what is missing or cannot be recovered
 */
public record Inspection(
        String migration,
        ExportReport report,
        List<FileSpan> files,
        List<Manifest> manifests,
        List<RuleCount> rules,
        List<Decision> decisions,
        Counted census,
        Audit audit,
        List<Picklist> picklists,
        List<Worksheet.Item> worksheet,
        List<Gap> gaps) {

    private static final int FEW = 30;

    /** A file's times: when it was exported, and the dates of its first and last row. */
    public record FileSpan(
            String file,
            String kind,
            Instant exportedAt,
            @Nullable Instant first,
            @Nullable Instant last) {}

    /** How often a rule was broken. */
    public record RuleCount(
            String rule,
            Severity severity,
            long count,
            @Nullable String firstFile,
            String message,
            String advice) {}

    /**
     * Something to decide.
     *
     * @param severity of the findings that ask for it; INFO where there is nothing wrong
     * @param rows how many rows or contacts it is about; 0 when it is about a file or the export
     * @param how where to say it, or what to do
     */
    public record Decision(Severity severity, String what, long rows, String how) {}

    /** A custom field with few values. */
    public record Picklist(String field, long filled, List<Counted.ValueCount> values) {}

    /** Something that is missing, why, and what can be done. */
    public record Gap(String what, String why, String advice) {}

    /** Inspects an export. */
    public static Inspection of(String migration, Staging staging, Export export) {
        ExportReport report = ExportReport.of(staging, export);
        try (Sql sql = staging.rows()) {
            Counted census = sql.first(
                            "select census from inspection where export = ?",
                            row -> JsonMapper.shared().readValue(row.text(1), Counted.class),
                            export.seq())
                    .orElse(Counted.NOTHING);
            List<FileSpan> files = files(sql, export);
            List<RuleCount> rules = rules(sql, export);
            Audit audit = Audit.of(census, contactRows(report));
            return new Inspection(
                    migration,
                    report,
                    files,
                    Manifest.of(sql, export.seq()),
                    rules,
                    Decisions.of(sql, export.seq(), audit),
                    census,
                    audit,
                    picklists(census),
                    Worksheet.of(sql, export.seq()),
                    Gaps.of(files, rules, census));
        }
    }

    private static long contactRows(ExportReport report) {
        return report.files().stream()
                .map(ExportReport.FileReport::account)
                .filter(file -> file.kind().equals("contacts"))
                .mapToLong(file -> file.physicalRows() - file.headerRows() - file.blankRows())
                .sum();
    }

    private static List<FileSpan> files(Sql sql, Export export) {
        List<FileSpan> files = new ArrayList<>();
        sql.each(
                "select name, kind, exported_at, coalesce(first_at, -1), coalesce(last_at, -1) from file"
                        + " where export = ? order by id",
                row -> files.add(new FileSpan(
                        row.text(1),
                        row.text(2),
                        Instant.ofEpochMilli(row.number(3)),
                        row.number(4) < 0 ? null : Instant.ofEpochMilli(row.number(4)),
                        row.number(5) < 0 ? null : Instant.ofEpochMilli(row.number(5)))),
                export.seq());
        return files;
    }

    private static List<RuleCount> rules(Sql sql, Export export) {
        List<RuleCount> rules = new ArrayList<>();
        sql.each(
                """
                select rule, severity, count(*), min(case when file = '' then null else file end) from finding
                where export = ? group by rule, severity order by case severity when 'FATAL' then 0 when 'ERROR' then 1
                  when 'WARN' then 2 else 3 end, count(*) desc, rule
                """,
                row -> {
                    Rule rule = Rule.valueOf(row.text(1));
                    rules.add(new RuleCount(
                            row.text(1),
                            Severity.valueOf(row.text(2)),
                            row.number(3),
                            row.text(4).isEmpty() ? null : row.text(4),
                            rule.message(),
                            rule.advice()));
                },
                export.seq());
        return rules;
    }

    private static List<Picklist> picklists(Counted census) {
        return census.kinds().stream()
                .filter(kind -> kind.kind().equals("contact"))
                .flatMap(kind -> kind.fields().stream())
                .filter(field -> field.field().startsWith("custom.")
                        && field.distinct() >= 2
                        && field.distinct() <= FEW
                        && field.filled() >= 3 * field.distinct())
                .map(field -> new Picklist(field.field(), field.filled(), field.top()))
                .toList();
    }
}
