package org.crmmigration.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is in an export, before anything is decided. Nothing is kept but the documents. */
@Command(
        name = "inspect",
        description = {
            "Reads an export and says what is in it: counts, date ranges, completeness, values, doubts, gaps.",
            "Writes inspection.html, inspection.json, findings.csv and audit.csv. Moves nothing and keeps no state."
        },
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

    private static final String PATH = "/api/migrations/inspection";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--export",
            required = true,
            paramLabel = "DIR",
            description = "Directory (or file, or zip) with Kartra's CSV files.")
    @SuppressWarnings("NullAway.Init")
    Path export;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the documents go (default: inspection).",
            defaultValue = "inspection")
    @SuppressWarnings("NullAway.Init")
    Path out;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "Time zone of the export's dates (default: America/New_York, with a finding).")
    @Nullable
    String timeZone;

    @Option(names = "--json", description = "Print the inspection as JSON, and nothing else on standard output.")
    boolean json;

    @Mixin
    IngestOptions reading = new IngestOptions();

    @Override
    public Integer call() throws IOException {
        if (!Files.exists(export)) {
            throw new Stop(ExitCode.BAD_INPUT, "The export " + export + " does not exist; check the path.");
        }
        Path kept = Files.createTempDirectory("migrate-inspect");
        try {
            return inspect(kept).status();
        } finally {
            forget(kept);
        }
    }

    private ExitCode inspect(Path kept) throws IOException {
        Progress progress = new Progress(
                json ? spec.commandLine().getErr() : spec.commandLine().getOut(), false);
        reading.keep(kept);
        try (StateDirectory state = StateDirectory.take(kept)) {
            System.setProperty("migrate.log", state.file("logs/migrate.log").toString());
            try (Platform platform = Platform.start(state, 0)) {
                MigrationApi api = new MigrationApi(platform.url());
                api.post("/api/migrations", definition(kept));
                Path files = export.toRealPath();
                String handedIn =
                        ExportIntake.bringIn(api, PATH, files, kept, progress).export();
                write(api, PATH + "/exports/" + handedIn, progress);
            }
        }
        return ExitCode.OK;
    }

    private void write(MigrationApi api, String path, Progress progress) throws IOException {
        Files.createDirectories(out);
        for (String document : List.of("inspection.html", "findings.csv", "audit.csv")) {
            api.download(path + '/' + document, out.resolve(document));
        }
        api.download(path + "/inspection", out.resolve("inspection.json"));
        if (json) {
            spec.commandLine().getOut().println(Files.readString(out.resolve("inspection.json")));
            spec.commandLine().getOut().flush();
        } else {
            JsonNode decisions = JsonMapper.shared()
                    .readTree(Files.readString(out.resolve("inspection.json")))
                    .path("decisions");
            for (JsonNode decision : decisions) {
                // What is FATAL rejected a file, which was said already.
                if (!decision.path("severity").asString("").equals("FATAL")) {
                    progress.line("To decide: " + decision.path("what").asString("") + " ("
                            + decision.path("how").asString("") + ')');
                }
            }
            progress.line("Inspection: " + out.resolve("inspection.html"));
        }
    }

    private ObjectNode definition(Path kept) {
        ObjectNode definition = JsonMapper.shared().createObjectNode();
        definition.put("migration", "inspection");
        definition.put("destination", "pipedrive");
        definition.put("accountReference", kept.resolve("no-account.yaml").toString());
        definition.put("sandbox", true);
        ObjectNode settings = definition.putObject("settings");
        if (timeZone != null) {
            settings.put("timeZone", timeZone);
        }
        return definition;
    }

    private static void forget(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
