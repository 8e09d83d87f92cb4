package org.crmmigration.ingest.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.csv.Row;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.lane.InOrder;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.normal.ColumnProfile;
import org.crmmigration.ingest.normal.Emails;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.StagedFile;
import org.crmmigration.ingest.stage.StagedRows;
import org.crmmigration.ingest.stage.StagedRows.Read;
import org.crmmigration.messaging.record.Finding.Severity;

/** Stages the rows of one file: counts them, keeps them with what they are found by, looks at what columns hold. */
final class RowStaging {

    /** Files with few rows are not rejected for one or two of them. */
    private static final int TOLERATED = 2;

    private final StagedRows rows;
    private final StagedFile file;
    private final Header header;
    private final RowStates states;
    private final Findings findings;
    private final List<ColumnRole> roles;
    private final Map<Thread, List<ColumnProfile>> profiles = new ConcurrentHashMap<>();
    private final KeyColumns keys;
    private final Turns turns;
    private final InOrder<Row> staged;
    private RowCounts counts = new RowCounts();

    RowStaging(StagedRows rows, StagedFile file, Header header, RowStates states, Findings findings, Turns turns) {
        this.rows = rows;
        this.file = file;
        this.header = header;
        this.states = states;
        this.findings = findings;
        this.roles = header.names().stream().map(ColumnRole::of).toList();
        this.keys = KeyColumns.of(header);
        this.turns = turns;
        this.staged = turns.inOrder(this::stage);
    }

    void take(Row row, int headerRow) {
        if (counts.physical++ <= headerRow || (row.fits() && row.cells().equals(header.titles()))) {
            counts.headers++;
        } else if (row.blank()) {
            counts.blanks++;
        } else if (!row.fits()) {
            counts.rows++;
            misfit(row);
        } else {
            counts.rows++;
            staged.add(row);
        }
    }

    /** Goes on from what an earlier reading of the file had staged. */
    void resume(Checkpoint reached) {
        counts = reached.counts();
        profiles.put(Thread.currentThread(), reached.profiles());
    }

    /** How far reading is, with all rows taken staged, when the next row is this one. */
    Checkpoint reached(String how, Row next) {
        finish();
        return new Checkpoint(how, next.line(), next.offset(), counts.copy(), profiles());
    }

    /** Returns when all rows taken are staged. */
    void finish() {
        staged.finish();
    }

    private void misfit(Row row) {
        counts.misfits++;
        Rule rule = row.last() ? Rule.F06 : Rule.F05;
        String what =
                row.cells().size() + " columns instead of " + header.titles().size() + ", at byte " + row.offset();
        reject(row, rule, what, "");
    }

    private void stage(Row row) {
        List<String> cells = row.cells();
        String key = keys.id(cells);
        if (keys.ids() && (Cells.scientific(key) || KeyColumns.day(key))) {
            String what = Cells.scientific(key) ? "its scientific notation" : "a date";
            reject(row, Rule.F08, "a spreadsheet replaced the id by " + what, keys.idTitle());
            return;
        }
        String mail = Emails.key(keys.mail(cells));
        if (key.isEmpty()) {
            key = keys.instead(cells);
        }
        if (header.kind() == FileKind.CONTACTS && !Emails.valid(mail)) {
            reject(row, mail.isEmpty() ? Rule.C01 : Rule.C02, "", header.title("email"));
            return;
        }
        String joined = Lines.join(cells);
        byte[] bytes = joined.getBytes(StandardCharsets.UTF_8);
        boolean plain = bytes.length == joined.length();
        long damaged = !plain && Garbled.in(joined)
                ? cells.stream().filter(Garbled::in).count()
                : 0;
        long digest = Fingerprint.of(bytes);
        Read kept = StagedRows.kept(header.kind(), new Read(row.line(), key, mail, digest, bytes));
        turns.later(() -> {
            rows.add(file.id(), header.kind(), kept);
            counts.garbled += damaged;
        });
        List<ColumnProfile> mine = profiles.computeIfAbsent(Thread.currentThread(), _ -> fresh());
        for (int i = 0; i < cells.size(); i++) {
            roles.get(i).look(mine.get(i), cells.get(i));
        }
    }

    private void reject(Row row, Rule rule, String what, String column) {
        turns.later(() -> {
            states.reject(file.id(), row.line(), rule.name());
            findings.add(rule, Severity.ERROR, new Where(file.input().name(), row.line(), column), null, what);
        });
    }

    /** Why the file as a whole cannot be used, if so. */
    Optional<String> damage(boolean unterminated) {
        if (unterminated) {
            return Optional.of("a quote is opened and never closed");
        }
        if (counts.rows == 0) {
            return Optional.of("it has a header and no rows");
        }
        boolean many = counts.misfits > TOLERATED && counts.misfits * 100 > counts.rows;
        return many
                ? Optional.of(counts.misfits + " of " + counts.rows + " rows have another width")
                : Optional.empty();
    }

    long physical() {
        return counts.physical;
    }

    long headers() {
        return counts.headers;
    }

    long blanks() {
        return counts.blanks;
    }

    long rows() {
        return counts.rows;
    }

    /** Cells that were decoded wrongly before, and whether they are more than one in a thousand. */
    long garbled() {
        return counts.garbled * 1000 > counts.rows * header.names().size() ? counts.garbled : 0;
    }

    /** What the columns look like, once all rows are staged; each worker looked at some of the rows. */
    List<ColumnProfile> profiles() {
        List<ColumnProfile> sum = fresh();
        for (List<ColumnProfile> some : profiles.values()) {
            for (int i = 0; i < sum.size(); i++) {
                sum.get(i).add(some.get(i));
            }
        }
        return sum;
    }

    private List<ColumnProfile> fresh() {
        return Stream.generate(ColumnProfile::new).limit(header.names().size()).toList();
    }
}
