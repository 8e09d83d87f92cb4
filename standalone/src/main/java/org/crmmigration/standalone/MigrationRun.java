package org.crmmigration.standalone;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One {@code migrate run}: starts the platform on the state directory, takes up what an earlier call left unfinished, else
 * brings the export in, confirms the mapping, starts a run, watches it to its end and writes the documents. Everything it
 * does goes through the services' REST interfaces, and every step may be repeated.
 */
final class MigrationRun {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RunRequest request;
    private final PrintWriter out;
    private final Progress progress;
    private final Instant startedAt = Instant.now();

    MigrationRun(RunRequest request, CommandLine command) {
        this.request = request;
        this.out = command.getOut();
        this.progress = new Progress(request.json() ? command.getErr() : out, onTerminal());
    }

    ExitCode execute() {
        try (StateDirectory state = StateDirectory.take(request.state())) {
            System.setProperty("migrate.log", state.file("logs/migrate.log").toString());
            KeptRequest.keep(state, request);
            try (DestinationAccount destination = DestinationAccount.open(request, state);
                    Platform platform = Platform.start(state, request.port())) {
                progress.line("Platform ready after %s; console at %s/console"
                        .formatted(Progress.words(Duration.between(startedAt, Instant.now())), platform.url()));
                return migrate(new MigrationApi(platform.url()), destination);
            }
        }
    }

    private ExitCode migrate(MigrationApi api, DestinationAccount destination) {
        String path = "/api/migrations/" + request.migration();
        api.post("/api/migrations", definition(destination));
        RunWatch watch = new RunWatch(api, path, request, progress);
        if (watch.unfinished()) {
            progress.line("Going on with the run that an earlier call left unfinished.");
            watch.toTheEnd();
            progress.line("That run has ended; what changed since follows.");
        }
        ExportIntake.Intake intake = new ExportIntake(api, path, request, progress).bringIn();
        confirmMapping(api, path, intake.export());
        watch.run(intake.export());
        return new Documents(api, path, request, progress, out).write(destination, intake, startedAt);
    }

    private JsonNode definition(DestinationAccount destination) {
        ObjectNode definition = JSON.createObjectNode();
        definition.put("migration", request.migration());
        definition.put("destination", request.destination().word());
        definition.put("accountReference", destination.accountFile().toString());
        definition.put("sandbox", destination.sandbox());
        ObjectNode settings = definition.putObject("settings");
        if (request.timeZone() != null) {
            settings.put("timeZone", request.timeZone());
        }
        return definition;
    }

    private void confirmMapping(MigrationApi api, String path, String export) {
        String yaml = request.mapping() == null ? "{}\n" : text(request.mapping());
        try {
            api.putYaml(path + "/mapping", yaml);
            if (!request.confirmed()) {
                ask(export);
            }
            JsonNode confirmed = api.post(path + "/mapping/confirmation", JSON.createObjectNode());
            progress.line("Mapping version " + confirmed.path("version").asInt(0) + " confirmed.");
        } catch (MigrationApi.Problem problem) {
            throw new Stop(ExitCode.MAPPING, String.valueOf(problem.getMessage()), problem);
        }
    }

    private void ask(String export) {
        if (!onTerminal()) {
            throw new Stop(
                    ExitCode.MAPPING,
                    "Nothing moves before the mapping is confirmed; there is no terminal to ask on, so say --yes.");
        }
        out.print("Move " + export + " to " + request.destination().word() + " with this mapping? [y/N] ");
        out.flush();
        String answer = readLine();
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw new Stop(ExitCode.MAPPING, "Not confirmed; nothing was moved.");
        }
    }

    private static boolean onTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static @Nullable String readLine() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException _) {
            return null;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Stop(ExitCode.MAPPING, "The mapping file " + file + " cannot be read as UTF-8 text.", e);
        }
    }
}
