package org.crmmigration.ingest.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.behaviour.Taxonomy;
import org.crmmigration.ingest.conflict.ConflictQueue;
import org.crmmigration.ingest.fold.Folding;
import org.crmmigration.ingest.inspect.Suspicion;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.publish.Publication;
import org.crmmigration.ingest.publish.RecordSink;
import org.crmmigration.ingest.read.FileIntake;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.Export.State;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.FindingTable;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.RowLog;
import org.crmmigration.ingest.stage.RowStates;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.StagedFile;
import org.crmmigration.ingest.stage.StagedRows;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.value.KeyedHash;

/**
 * One export from files to a generation: register, read, fold, publish. Each step can be repeated; called again for an
 * export that was interrupted it goes on where the last attempt left.
 */
public final class ExportRun {

    private final Staging staging;
    private final ExportTable exports;
    private final MigrationDefined migration;
    private final KeyedHash hash;
    private final Function<MigrationDefined, RecordSink> sinks;
    private final Clock clock;
    private final Reporter reporter;
    private final BooleanSupplier owned;

    /**
     * A run in a migration.
     *
     * @param owned whether this instance still owns the migration; the run stops when it does not
     */
    public ExportRun(
            Staging staging,
            MigrationDefined migration,
            KeyedHash hash,
            Function<MigrationDefined, RecordSink> sinks,
            Clock clock,
            Reporter reporter,
            BooleanSupplier owned) {
        this.staging = staging;
        this.exports = new ExportTable(staging);
        this.migration = migration;
        this.hash = hash;
        this.sinks = sinks;
        this.clock = clock;
        this.reporter = reporter;
        this.owned = owned;
    }

    /** Runs an export to its end. */
    public void run(Export export) {
        try (Turns turns = Turns.perProcessor()) {
            run(export, turns);
        }
    }

    /** Runs an export to its end with workers of the caller's. */
    public void run(Export export, Turns turns) {
        Progress progress = new Progress(export, exports, reporter, owned);
        boolean fresh = export.state() == State.READING;
        try (Sql sql = staging.work(fresh);
                Payloads cells = staging.cells();
                Payloads payloads = staging.payloads(fresh)) {
            ExportSettings settings = ExportSettings.of(migration.settings(), export.settings());
            if (export.state() == State.READING) {
                read(sql, cells, payloads, export, settings, progress, turns);
            }
            publish(sql, payloads, export, settings, progress, turns);
        }
    }

    private void read(
            Sql sql,
            Payloads cells,
            Payloads payloads,
            Export export,
            ExportSettings settings,
            Progress progress,
            Turns turns) {
        FileTable files = new FileTable(sql);
        if (files.of(export.seq()).isEmpty()) {
            new Registration(sql, staging, export, settings).register(files);
        }
        List<StagedFile> all = files.of(export.seq());
        long firstFile = all.getFirst().id();
        RowStates states = new RowStates(sql, firstFile);
        FindingTable findings = new FindingTable(sql, export.seq());
        try (RowLog log = staging.log(sql)) {
            FileIntake intake = new FileIntake(
                    sql, new StagedRows(sql, cells, log), settings, states, findings, turns, progress::read);
            all.stream()
                    .filter(file -> file.state() == StagedFile.State.WAITING)
                    .forEach(intake::read);
        }
        sql.run("""
                insert or ignore into reading (export, findings)
                select ?, coalesce(max(id), 0) from finding where export = ?
                """, export.seq(), export.seq());
        sql.commit();
        progress.say("reading is done; records are being made");
        new Folding(
                        sql,
                        staging,
                        cells,
                        payloads,
                        hash,
                        turns,
                        Taxonomy.of(staging.behaviours()),
                        new ConflictQueue(staging, clock).answers())
                .fold(export.seq(), firstFile, exports.generation(export), settings, findings, states, export.began());
        staging.force(payloads);
    }

    private void publish(
            Sql sql, Payloads payloads, Export export, ExportSettings settings, Progress progress, Turns turns) {
        boolean usable = new FileTable(sql)
                .of(export.seq()).stream().anyMatch(file -> file.state() != StagedFile.State.REJECTED);
        int generation = exports.generation(export);
        try (RecordSink sink = sinks.apply(migration)) {
            Suspicion suspicion = Suspicion.of(sql, export.began(), settings.staleAfterMonths());
            Publication publication =
                    new Publication(sql, staging, payloads, sink, hash, turns, suspicion, clock, progress::published);
            progress.publishing();
            publication.findings(export.id(), export.seq());
            if (!usable) {
                throw new NothingUsable("none of the files can be used; the findings say why");
            }
            Map<String, Long> records = publication.records(export.id(), export.seq(), generation);
            exports.records(export, records);
            long total = records.values().stream().mapToLong(Long::longValue).sum();
            progress.completed(total, message(sql, export, total));
        }
    }

    private static String message(Sql sql, Export export, long total) {
        long rejected = new FileTable(sql)
                .of(export.seq()).stream()
                        .filter(file -> file.state() == StagedFile.State.REJECTED)
                        .count();
        String records = total + " records";
        return rejected == 0 ? records : records + "; " + rejected + " files were rejected, see the findings";
    }

    /** The export leads to no generation. */
    static final class NothingUsable extends IngestException {
        NothingUsable(String message) {
            super(message);
        }
    }
}
