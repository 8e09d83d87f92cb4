package org.crmmigration.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.crmmigration.ingest.engine.ExportRun;
import org.crmmigration.ingest.engine.Reporter;
import org.crmmigration.ingest.stage.Export;
import org.crmmigration.ingest.stage.ExportTable;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.value.KeyedHash;

/** A migration in a directory of its own, whose exports run in the test's thread into a list. */
public final class Bench {

    /** When everything happens. */
    public static final Instant NOW = Instant.parse("2026-06-10T12:00:00Z");

    /** The migration's secret. */
    public static final String SECRET = "0123456789abcdef0123";

    private final Path directory;
    private final Map<String, String> settings;
    private final ListSink sink = new ListSink();

    /** A migration with settings. */
    public Bench(Path directory, Map<String, String> settings) {
        this.directory = directory;
        this.settings = settings;
    }

    /** What stands on the topics. */
    public ListSink sink() {
        return sink;
    }

    /** The staging directory. */
    public Staging staging() {
        return new Staging(directory.resolve("data"), "acme");
    }

    /** Writes a file to be handed in. */
    public Path file(String name, String text) {
        Path file = directory.resolve("in").resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Hands in files and runs the export to its end. */
    public Export ingest(Path... files) {
        return ingest(Map.of(), files);
    }

    /** Hands in files with settings and runs the export to its end. */
    public Export ingest(Map<String, String> exportSettings, Path... files) {
        ExportTable exports = new ExportTable(staging());
        Export export = exports.add(List.of(files), exportSettings, NOW);
        run(export);
        return exports.find(export.id()).orElseThrow();
    }

    /** Runs an export, from where it stands. */
    public void run(Export export) {
        run(export, (_, _, _, _, _, _) -> {});
    }

    /** Runs an export that tells how far it is. */
    public void run(Export export, Reporter reporter) {
        MigrationDefined migration =
                new MigrationDefined("acme", "pipedrive", "none", "none", true, Topics.of("acme"), settings, NOW);
        new ExportRun(
                        staging(),
                        migration,
                        new KeyedHash(SECRET.getBytes(StandardCharsets.UTF_8)),
                        _ -> sink,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        reporter,
                        () -> true)
                .run(export);
    }
}
