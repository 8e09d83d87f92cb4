package org.crmmigration.ingest.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.FindingTable;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.record.Finding;

/** The findings of an export, by severity and rule; an empty word means all. */
public final class FindingQuery {

    private static final String WHERE =
            " from finding where export = ? and (? = '' or severity = ?) and (? = '' or rule = ?) ";
    private static final String COLUMNS = "select rule, severity, file, row, title, source_key, detail";

    private final Staging staging;
    private final Export export;
    private final String severity;
    private final String rule;

    /** A query. */
    public FindingQuery(Staging staging, Export export, String severity, String rule) {
        this.staging = staging;
        this.export = export;
        this.severity = severity;
        this.rule = rule;
    }

    /** One page of findings and how many there are. */
    public record Page(long total, int page, List<Finding> findings) {}

    /** A page, counted from 0. */
    public Page page(int page, int size) {
        try (Sql sql = staging.rows()) {
            List<Finding> findings = new ArrayList<>();
            sql.each(
                    COLUMNS + WHERE + "order by id limit ? offset ?",
                    row -> findings.add(FindingTable.read(export.id(), row)),
                    export.seq(),
                    severity,
                    severity,
                    rule,
                    rule,
                    size,
                    (long) page * size);
            long total = sql.number("select count(*)" + WHERE, export.seq(), severity, severity, rule, rule)
                    .orElse(0L);
            return new Page(total, page, findings);
        }
    }

    /** All findings as CSV; cells that a spreadsheet would take for formulas are neutralised. */
    public void csv(Appendable out) {
        try (Sql sql = staging.rows()) {
            CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
            printer.printRecord("rule", "severity", "file", "row", "column", "source_key", "message", "advice");
            sql.each(
                    COLUMNS + WHERE + "order by id",
                    row -> print(printer, FindingTable.read(export.id(), row)),
                    export.seq(),
                    severity,
                    severity,
                    rule,
                    rule);
            printer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(CSVPrinter printer, Finding finding) {
        try {
            printer.printRecord(
                    finding.rule(),
                    finding.severity(),
                    neutral(finding.file()),
                    finding.row(),
                    neutral(finding.column()),
                    finding.sourceKey() == null ? "" : finding.sourceKey(),
                    neutral(finding.message()),
                    finding.advice());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String neutral(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
