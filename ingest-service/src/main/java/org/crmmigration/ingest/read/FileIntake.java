package org.crmmigration.ingest.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.column.KindDetection;
import org.crmmigration.ingest.csv.Row;
import org.crmmigration.ingest.csv.RowReader;
import org.crmmigration.ingest.file.Dialect;
import org.crmmigration.ingest.file.InputFile;
import org.crmmigration.ingest.file.Probe;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.StagedFile;
import org.crmmigration.ingest.stage.StagedRows;
import org.crmmigration.messaging.record.Finding.Severity;

/** Reads one file into the staging database, or rejects it with one clear sentence. */
public final class FileIntake {

    private static final int CHECKPOINT_ROWS = 10_000;

    private final Sql sql;
    private final StagedRows rows;
    private final FileTable files;
    private final RowStates states;
    private final Findings findings;
    private final ExportSettings settings;
    private final Turns turns;
    private final LongConsumer progress;

    /**
     * Reads into a staging database.
     *
     * @param progress hears how many rows were read since it was called last
     */
    public FileIntake(
            Sql sql,
            StagedRows rows,
            ExportSettings settings,
            RowStates states,
            Findings findings,
            Turns turns,
            LongConsumer progress) {
        this.settings = settings;
        this.sql = sql;
        this.rows = rows;
        this.files = new FileTable(sql);
        this.states = states;
        this.findings = findings;
        this.turns = turns;
        this.progress = progress;
    }

    /** Reads a file, from where an interrupted attempt left what it had read. */
    public void read(StagedFile file) {
        try {
            InputFile.Standing before = file.input().standing();
            Probe probe = Probe.of(file.input());
            files.probed(file, probe);
            read(file, probe);
            if (!file.input().standing().equals(before)) {
                sql.run("delete from finding where file = ?", file.input().name());
                reject(file, Rule.F01, "it changed while it was read; hand it in when it is complete", probe.lines());
            }
        } catch (IOException e) {
            reject(file, Rule.F01, "it cannot be opened or unpacked", 0);
        }
        commit(file);
    }

    private void read(StagedFile file, Probe probe) throws IOException {
        String name = file.input().name();
        if (!probe.trouble().isEmpty()) {
            reject(file, Rule.F01, probe.trouble(), probe.lines());
            return;
        }
        Optional<String> earlier = files.sameContent(file, probe.sha256());
        if (ApiJson.looksLike(probe.head())) {
            forget(file);
            new ApiJson(rows, files, states, findings, turns).read(file, probe, earlier);
            return;
        }
        Dialect dialect = Dialect.of(probe.head());
        Optional<FileKind> detected = KindDetection.detect(name, dialect.titles());
        Optional<FileKind> kind = declared(name).or(() -> detected);
        if (kind.isEmpty()) {
            reject(file, Rule.F02, echo(dialect.titles()), probe.lines());
            return;
        }
        Header header = Header.of(kind.get(), dialect.titles());
        files.understood(file, header, dialect.delimiter());
        files.looked(file, probe, dialect.headerRow());
        if (!header.missing().isEmpty() && detected.isPresent() && !detected.equals(kind)) {
            String what = "it was declared as " + kind.get().word() + " and looks like "
                    + detected.get().word();
            reject(file, Rule.F02, what, probe.lines());
        } else if (!header.missing().isEmpty()) {
            String missing = "a " + kind.get().word() + " file needs " + String.join(", ", header.missing());
            reject(file, Rule.F03, missing, probe.lines());
        } else if (header.kind() == FileKind.TRANSACTIONS && !currencyKnown(header)) {
            reject(
                    file,
                    Rule.T08,
                    "neither a header, nor a column, nor the migration's settings name it",
                    probe.lines());
        } else if (earlier.isPresent()) {
            repeat(file, probe, dialect, earlier.get());
        } else {
            stage(file, probe, dialect, header);
        }
    }

    /** What somebody says a file holds, by its whole name or the part behind the last slash. */
    private Optional<FileKind> declared(String name) {
        return Optional.ofNullable(settings.kinds().get(name))
                .or(() -> Optional.ofNullable(settings.kinds().get(InputFile.last(name))));
    }

    private void stage(StagedFile file, Probe probe, Dialect dialect, Header header) throws IOException {
        RowStaging staging = new RowStaging(rows, file, header, states, findings, turns);
        String how = Checkpoint.how(probe, dialect, header);
        Optional<Checkpoint> before =
                Checkpoint.of(sql, file).filter(reached -> reached.how().equals(how));
        before.ifPresentOrElse(staging::resume, () -> forget(file));
        progress.accept(staging.physical());
        try (RowReader reader = reader(file, probe, dialect, before)) {
            long unreported = 0;
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                if (unreported >= CHECKPOINT_ROWS && reader.resumable()) {
                    keep(file, staging.reached(how, row.get()));
                    progress.accept(unreported);
                    unreported = 0;
                }
                staging.take(row.get(), dialect.headerRow());
                unreported++;
            }
            staging.finish();
            progress.accept(unreported);
            Optional<String> damage = staging.damage(reader.unterminated());
            if (damage.isPresent()) {
                boolean empty = staging.rows() == 0 && !reader.unterminated();
                reject(file, empty ? Rule.F01 : Rule.F05, damage.get(), probe.lines());
                return;
            }
            Optional<String> undecided =
                    settings.strict() ? FileFindings.undecided(header, staging, settings) : Optional.empty();
            if (undecided.isPresent()) {
                reject(file, Rule.F11, undecided.get(), probe.lines());
                return;
            }
        }
        Checkpoint.forget(sql, file);
        files.profiled(file, staging.profiles());
        files.done(file, StagedFile.State.STAGED, staging.physical(), staging.headers(), staging.blanks());
        new FileFindings(file.input().name(), findings).report(probe, dialect, header, staging, settings);
    }

    private void keep(StagedFile file, Checkpoint reached) {
        reached.save(sql, file);
        commit(file);
    }

    /** Counts the rows of a file that was handed in before; every one of them was dealt with then. */
    private void repeat(StagedFile file, Probe probe, Dialect dialect, String earlier) throws IOException {
        forget(file);
        long physical = 0;
        long headers = 0;
        long blanks = 0;
        try (RowReader reader = reader(file, probe, dialect, Optional.empty())) {
            for (Optional<Row> row = reader.next(); row.isPresent(); row = reader.next()) {
                if (physical++ <= dialect.headerRow() || row.get().cells().equals(dialect.titles())) {
                    headers++;
                } else if (row.get().blank()) {
                    blanks++;
                } else {
                    states.whileReading(file.id(), row.get().line(), RowState.REPEATED, "same file as " + earlier);
                }
            }
        }
        files.done(file, StagedFile.State.REPEATED, physical, headers, blanks);
        FileFindings.repeated(findings, files, file, earlier);
    }

    private boolean currencyKnown(Header header) {
        return !header.currencies().isEmpty()
                || header.has("currency")
                || settings.currency().isPresent();
    }

    private static RowReader reader(StagedFile file, Probe probe, Dialect dialect, Optional<Checkpoint> from)
            throws IOException {
        InputStream in = file.input().open();
        return new RowReader(
                in,
                probe.charset(),
                from.map(Checkpoint::offset).orElse((long) probe.markBytes()),
                from.map(Checkpoint::line).orElse(1L),
                dialect.delimiter(),
                dialect.titles().size());
    }

    private void commit(StagedFile file) {
        states.saveReading(file.id());
        rows.save(file.id());
        sql.commit();
    }

    private void reject(StagedFile file, Rule rule, String why, long lines) {
        forget(file);
        for (long line = 1; line <= lines; line++) {
            states.reject(file.id(), line, rule.name());
        }
        files.done(file, StagedFile.State.REJECTED, lines, 0, 0);
        findings.add(rule, Severity.FATAL, Where.file(file.input().name()), null, why);
    }

    /** Removes what was staged of a file. */
    private void forget(StagedFile file) {
        Checkpoint.forget(sql, file);
        rows.forget(file.id());
        states.forget(file.id());
        sql.run("delete from finding where file = ? and row > 0", file.input().name());
    }

    /** The header for people, unless it may be a row of data. */
    private static String echo(List<String> titles) {
        boolean data = titles.stream()
                .anyMatch(title -> title.indexOf('@') >= 0
                        || title.length() > 60
                        || title.chars().filter(Character::isDigit).count() > 4);
        return data || titles.isEmpty()
                ? "its first rows are data, not a header"
                : "it has the columns " + String.join(", ", titles);
    }
}
