package org.crmmigration.ingest.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.file.ExportTime;
import org.crmmigration.ingest.file.HandedIn;
import org.crmmigration.ingest.file.InputFile;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.kartra.AccountSource;
import org.crmmigration.ingest.kartra.KartraException;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.FileTable;
import org.crmmigration.ingest.stage.FindingTable;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.stage.Staging;

/** Which files an export has, in the order of their times. */
final class Registration {

    private final Sql sql;
    private final Staging staging;
    private final Export export;
    private final ExportSettings settings;

    Registration(Sql sql, Staging staging, Export export, ExportSettings settings) {
        this.sql = sql;
        this.staging = staging;
        this.export = export;
        this.settings = settings;
    }

    /** What the Kartra account answers about itself is read like files handed in; without an answer it goes on without. */
    private List<InputFile> asked() {
        if (settings.kartraAccount().isEmpty()) {
            return List.of();
        }
        try {
            return HandedIn.expand(AccountSource.ofProcess()
                    .fetch(Path.of(settings.kartraAccount().get()), staging.answers(export.id())));
        } catch (KartraException e) {
            new FindingTable(sql, export.seq())
                    .add(Rule.C16, Where.EXPORT, null, "the account could not be asked; " + e.getMessage());
            return List.of();
        }
    }

    /** Registers the files. */
    void register(FileTable files) {
        record Timed(InputFile file, Instant at) {}
        List<InputFile> found = new ArrayList<>(HandedIn.expand(export.paths()));
        if (found.isEmpty()) {
            throw new ExportRun.NothingUsable(
                    "there are no files at the paths of " + export.id() + "; check the paths");
        }
        found.addAll(asked());
        found.stream()
                .map(file -> new Timed(file, exportedAt(file)))
                .sorted(Comparator.comparing(Timed::at)
                        .thenComparing(timed -> timed.file().name()))
                .forEach(timed -> files.register(export.seq(), export.id(), timed.file(), timed.at()));
        sql.commit();
    }

    private static Instant exportedAt(InputFile file) {
        return ExportTime.of(file.name()).orElseGet(() -> {
            try {
                return file.changedAt();
            } catch (IOException e) {
                throw new IngestException("cannot read " + file.path() + "; check its permissions", e);
            }
        });
    }
}
