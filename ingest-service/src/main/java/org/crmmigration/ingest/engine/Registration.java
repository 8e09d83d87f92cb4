package org.crmmigration.ingest.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.file.ExportTime;
import org.crmmigration.ingest.file.HandedIn;
import org.crmmigration.ingest.file.InputFile;
import org.crmmigration.ingest.finding.Findings.Where;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.kartra.AccountFiles;
import org.crmmigration.ingest.kartra.AccountSource;
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

    /** Registers the files. */
    void register(FileTable files) {
        record Timed(InputFile file, Instant at) {}
        List<InputFile> found = new ArrayList<>(handedIn());
        if (found.isEmpty()) {
            throw new ExportRun.NothingUsable("there are no files at the paths of " + export.id()
                    + "; check the paths (documents such as PDF, and hidden files, are passed over)");
        }
        checkNames(found);
        found.addAll(asked());
        found.stream()
                .map(file -> new Timed(file, exportedAt(file)))
                .sorted(Comparator.comparing(Timed::at)
                        .thenComparing(timed -> timed.file().name()))
                .forEach(timed -> files.register(export.seq(), export.id(), timed.file(), timed.at()));
        sql.commit();
    }

    /** Paths that cannot be read are for a person to correct; to try them again would hold later exports up. */
    private List<InputFile> handedIn() {
        try {
            return HandedIn.expand(export.paths());
        } catch (HandedIn.Unreadable e) {
            throw new ExportRun.NothingUsable(String.valueOf(e.getMessage()));
        }
    }

    /** What the Kartra account answers about itself is read like files handed in; what it does not answer is said. */
    private List<InputFile> asked() {
        if (settings.kartraAccount().isEmpty()) {
            return List.of();
        }
        FindingTable findings = new FindingTable(sql, export.seq());
        AccountFiles.Answers answers =
                AccountSource.ofProcess().fetch(Path.of(settings.kartraAccount().get()), staging.answers(export.id()));
        answers.troubles()
                .forEach(trouble ->
                        findings.add(Rule.C16, Where.EXPORT, null, "the account could not be asked; " + trouble));
        return HandedIn.expand(answers.files());
    }

    /** Settings about single files that name none of them, neither now nor before, are mistyped. */
    private void checkNames(List<InputFile> found) {
        Set<String> names = new HashSet<>();
        sql.each("select name from file", row -> names.add(row.text(1)));
        found.forEach(file -> names.add(file.name()));
        List.copyOf(names).forEach(name -> names.add(InputFile.last(name)));
        Stream.concat(
                        settings.kinds().keySet().stream().map("kind."::concat),
                        settings.ranges().keySet().stream().map("range."::concat))
                .filter(setting -> !names.contains(setting.substring(setting.indexOf('.') + 1)))
                .sorted()
                .findFirst()
                .ifPresent(setting -> {
                    throw new ExportRun.NothingUsable("the setting " + setting
                            + " names no file that was handed in; correct it and hand the export in again");
                });
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
