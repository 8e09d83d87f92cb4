package org.crmmigration.ingest.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.inspect.Inspection.Decision;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.record.Finding.Severity;

/**
 * What somebody has to decide before anything moves, and how: files and rows that are left out, what is assumed, what
 * contradicts itself, what has no owner among the contacts, who may be left behind.
 */
final class Decisions {

    /** Rules about rows which are loaded all the same, but not as the customer would expect. */
    private static final Set<Rule> DOUBTS = Set.of(
            Rule.C09, Rule.C15, Rule.T09, Rule.T10, Rule.T11, Rule.S05, Rule.S06, Rule.A02, Rule.D02, Rule.D03,
            Rule.O02, Rule.R01);

    /** Rules about files, columns or the export as a whole. */
    private static final Set<Rule> EXPORTS = Set.of(Rule.F07, Rule.F09, Rule.C16, Rule.R01, Rule.R02, Rule.R03);

    private Decisions() {}

    /** What is to be decided, the gravest first. */
    static List<Decision> of(Sql sql, long export, Audit audit) {
        List<Decision> decisions = new ArrayList<>();
        sql.each(
                """
                select rule, severity, count(*), row, file, title, detail, min(id) from finding where export = ?
                group by rule, severity, case
                  when rule = 'F11' and severity = 'WARN' and title = '' then detail
                  when row = 0 then file || '/' || title || '/' || detail end
                order by case severity when 'FATAL' then 0 when 'ERROR' then 1 else 2 end, rule, file, title
                """,
                row -> {
                    Group group = new Group(
                            Rule.valueOf(row.text(1)),
                            Severity.valueOf(row.text(2)),
                            row.number(3),
                            row.number(4),
                            row.text(5),
                            row.text(6),
                            row.text(7));
                    group.add(decisions);
                },
                export);
        if (audit.all().contacts() > 0) {
            decisions.add(new Decision(
                    Severity.INFO,
                    "%,d of %,d contacts are of a class that may be left behind"
                            .formatted(audit.all().contacts(), audit.contacts()),
                    audit.all().contacts(),
                    "name the classes under suppress in the mapping file, or take them along"));
        }
        return decisions;
    }

    /**
     * Findings that ask for one decision: all rows of a rule, or one finding about a file or the export.
     *
     * @param row of the first of them; 0 when it is about a file or the export
     */
    private record Group(Rule rule, Severity severity, long count, long row, String file, String title, String detail) {

        void add(List<Decision> decisions) {
            boolean whole = row == 0;
            boolean assumed = whole && (rule == Rule.F11 || rule == Rule.T08);
            boolean safe =
                    rule == Rule.F04 || (rule == Rule.F07 && detail.contains("UTF-16")); // nothing is lost by either
            if (safe) {
                return;
            }
            if (severity == Severity.FATAL) {
                decisions.add(new Decision(severity, file + " is not used: " + said(), 0, how()));
            } else if (assumed) {
                decisions.add(new Decision(severity, place() + said(), 0, how()));
            } else if (rule == Rule.C04 || rule == Rule.T02) {
                decisions.add(new Decision(
                        severity, rows() + rule.message(), count, "./migrate conflicts list, then answer"));
            } else if (severity == Severity.ERROR && !whole) {
                decisions.add(new Decision(severity, leftOut() + rule.message(), count, rule.advice()));
            } else if (whole && EXPORTS.contains(rule)) {
                decisions.add(new Decision(severity, place() + said(), 0, rule.advice()));
            } else if (DOUBTS.contains(rule)) {
                decisions.add(new Decision(severity, rows() + rule.message(), count, rule.advice()));
            }
        }

        private String said() {
            return detail.isEmpty() ? rule.message() : rule.message() + ": " + detail;
        }

        private String place() {
            if (row == 0 && count > 1) {
                return "%,d files: ".formatted(count);
            }
            String column = title.isEmpty() ? "" : ", " + title;
            return file.isEmpty() ? "" : file + column + ": ";
        }

        private String rows() {
            return (count == 1 ? "1 row, " : "%,d rows, the first ".formatted(count)) + file + ':' + row + ": ";
        }

        private String leftOut() {
            return (count == 1 ? "1 row is left out, " : "%,d rows are left out, the first ".formatted(count)) + file
                    + ':' + row + ": ";
        }

        private String how() {
            return switch (rule) {
                case F11 -> title.isEmpty() ? "--setting timeZone=ZONE" : "--setting dateOrder=day, or =month";
                case T08 -> "--setting currency=CODE, such as EUR";
                default -> rule.advice();
            };
        }
    }
}
