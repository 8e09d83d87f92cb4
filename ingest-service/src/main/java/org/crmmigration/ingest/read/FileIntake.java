package org.crmmigration.ingest.read;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.column.Header;
import org.crmmigration.ingest.column.KindDetection;
import org.crmmigration.ingest.csv.Row;
import org.crmmigration.ingest.file.Dialect;
import org.crmmigration.ingest.file.InputFile;
import org.crmmigration.ingest.file.Probe;
import org.crmmigration.ingest.finding.Findings;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.StagedFile;
import org.crmmigration.ingest.stage.StagedRows;

/** Reads one file into the staging database, or rejects it with one clear sentence. */
public final class FileIntake {

    private static final int CHECKPOINT_ROWS = 10_000;

    private final Sql sql;
    private final StagedRows rows;
    private final FileTable files;
    private final FileVerdict verdict;
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
        this.verdict = new FileVerdict(sql, rows, states, findings);
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
                verdict.reject(
                        file, Rule.F01, "it changed while it was read; hand it in when it is complete", probe.lines());
            }
        } catch (IOException e) {
            verdict.reject(file, Rule.F01, "it cannot be opened or unpacked", 0);
        }
        verdict.commit(file);
    }

    private void read(StagedFile file, Probe probe) throws IOException {
        String name = file.input().name();
        if (!probe.trouble().isEmpty()) {
            verdict.reject(file, Rule.F01, probe.trouble(), probe.lines());
            return;
        }
        Optional<String> earlier = files.sameContent(file, probe.sha256());
        if (ApiJson.looksLike(probe.head())) {
            verdict.forget(file);
            new ApiJson(rows, files, states, findings, turns).read(file, probe, earlier);
            return;
        }
        Dialect dialect = Dialect.of(probe.head());
        Optional<FileKind> detected = KindDetection.detect(name, dialect.titles());
        Optional<FileKind> kind = declared(name).or(() -> detected);
        if (kind.isEmpty()) {
            verdict.reject(file, Rule.F02, echo(dialect.titles()), probe.lines());
            return;
        }
        Header header = Header.of(kind.get(), dialect.titles());
        files.understood(file, header, dialect.delimiter());
        files.looked(file, probe, dialect.headerRow());
        if (!header.missing().isEmpty() && detected.isPresent() && !detected.equals(kind)) {
            String what = "it was declared as " + kind.get().word() + " and looks like "
                    + detected.get().word();
            verdict.reject(file, Rule.F02, what, probe.lines());
        } else if (!header.missing().isEmpty()) {
            String missing = "a " + kind.get().word() + " file needs " + String.join(", ", header.missing());
            verdict.reject(file, Rule.F03, missing, probe.lines());
        } else if (header.kind() == FileKind.TRANSACTIONS && !currencyKnown(header)) {
            verdict.reject(
                    file,
                    Rule.T08,
                    "neither a header, nor a column, nor the migration's settings name it",
                    probe.lines());
        } else if (earlier.isPresent()) {
            verdict.repeat(file, probe, dialect, earlier.get());
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
        before.ifPresentOrElse(staging::resume, () -> verdict.forget(file));
        progress.accept(staging.physical());
        try (FileRows reader = FileRows.of(file, probe, dialect, before)) {
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
                verdict.reject(file, empty ? Rule.F01 : Rule.F05, damage.get(), probe.lines());
                return;
            }
            Optional<String> undecided =
                    settings.strict() ? FileFindings.undecided(header, staging, settings) : Optional.empty();
            if (undecided.isPresent()) {
                verdict.reject(file, Rule.F11, undecided.get(), probe.lines());
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
        verdict.commit(file);
    }

    private boolean currencyKnown(Header header) {
        return !header.currencies().isEmpty()
                || header.has("currency")
                || settings.currency().isPresent();
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
