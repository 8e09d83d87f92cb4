package org.crmmigration.ingest.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.crmmigration.ingest.ExportSettings;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.IngestSettings;
import org.crmmigration.ingest.engine.IngestEngine;
import org.crmmigration.ingest.report.ExportReport;
import org.crmmigration.ingest.report.FindingQuery;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Hands exports in and tells what became of them. Errors are problem+json. */
@RestController
@RequestMapping("/api/migrations/{migration}/exports")
public final class ExportController {

    private final IngestEngine engine;
    private final IngestSettings settings;
    private final Exports exports;

    ExportController(IngestEngine engine, IngestSettings settings, Exports exports) {
        this.engine = engine;
        this.settings = settings;
        this.exports = exports;
    }

    /**
     * What is handed in.
     *
     * @param paths files or directories on the service's machine
     * @param upload the name under which files were uploaded before
     * @param settings override the migration's, see {@link ExportSettings}
     */
    record HandIn(
            @Nullable List<String> paths,
            @Nullable String upload,
            @Nullable Map<String, String> settings) {}

    /** Answers a submitted export. */
    record Accepted(String export) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted handIn(@PathVariable String migration, @RequestBody HandIn handIn) throws IOException {
        MigrationDefined definition = exports.owned(migration);
        Map<String, String> own = handIn.settings() == null ? Map.of() : handIn.settings();
        var _ = ExportSettings.of(definition.settings(), own);
        Export export = engine.submit(migration, paths(migration, handIn), own);
        return new Accepted(export.id());
    }

    @GetMapping
    List<ExportReport.Summary> all(@PathVariable String migration) {
        MigrationDefined definition = exports.owned(migration);
        return new ExportTable(engine.staging(definition.migration()))
                .all().stream().map(ExportReport.Summary::of).toList();
    }

    @GetMapping("/{export}")
    ExportReport one(@PathVariable String migration, @PathVariable String export) {
        return ExportReport.of(exports.staging(migration), exports.export(migration, export));
    }

    @GetMapping("/{export}/findings")
    FindingQuery.Page findings(
            @PathVariable String migration,
            @PathVariable String export,
            @RequestParam(defaultValue = "") String severity,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size) {
        Export found = exports.export(migration, export);
        return new FindingQuery(exports.staging(migration), found, severity, rule)
                .page(Math.max(0, page), Math.clamp(size, 1, 1000));
    }

    @GetMapping(value = "/{export}/findings.csv", produces = "text/csv")
    void csv(
            @PathVariable String migration,
            @PathVariable String export,
            jakarta.servlet.http.HttpServletResponse response)
            throws IOException {
        Export found = exports.export(migration, export);
        response.setContentType("text/csv;charset=UTF-8");
        try (PrintWriter out = response.getWriter()) {
            new FindingQuery(exports.staging(migration), found, "", "").csv(out);
        }
    }

    private List<Path> paths(String migration, HandIn handIn) throws IOException {
        if (handIn.upload() != null) {
            return List.of(uploaded(migration, handIn.upload()));
        }
        List<String> paths = handIn.paths() == null ? List.of() : handIn.paths();
        if (paths.isEmpty()) {
            throw new IngestException("name the paths of the export's files, or the upload that holds them");
        }
        if (!settings.pathsAllowed()) {
            throw new IngestException("this service takes no paths; upload the files instead");
        }
        List<Path> existing = paths.stream().map(Path::of).toList();
        existing.stream().filter(path -> !Files.exists(path)).findFirst().ifPresent(missing -> {
            throw new IngestException("there is nothing at " + missing + "; check the path");
        });
        return existing;
    }

    private Path uploaded(String migration, String upload) throws IOException {
        Path directory =
                exports.staging(migration).uploads(Upload.plain(upload)).toAbsolutePath();
        if (!Files.isDirectory(directory)) {
            throw new IngestErrors.NotFound("nothing was uploaded as " + upload + "; upload its files first");
        }
        List<String> unfinished = Upload.unfinished(directory);
        if (!unfinished.isEmpty()) {
            throw new IngestException("only a part was uploaded of " + String.join(", ", unfinished)
                    + "; send the rest, or take it back with DELETE");
        }
        return directory;
    }
}
