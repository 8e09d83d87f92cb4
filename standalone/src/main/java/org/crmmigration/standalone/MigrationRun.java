package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.time.Instant;
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
        this.progress = new Progress(request.json() ? command.getErr() : out, Terminal.there());
    }

    ExitCode execute() {
        return Session.with(request, progress, this::migrate);
    }

    private ExitCode migrate(MigrationApi api, DestinationAccount destination) {
        String path = "/api/migrations/" + request.migration();
        api.post("/api/migrations", definition(request, destination));
        RunWatch watch = new RunWatch(api, path, request, progress);
        if (watch.unfinished()) {
            progress.line("Going on with the run that an earlier call left unfinished.");
            watch.toTheEnd();
            progress.line("That run has ended; what changed since follows.");
        }
        ExportIntake.Intake intake = ExportIntake.bringIn(api, path, request, progress);
        int version = new MappingConfirmation(request, out, progress).confirm(api, path, intake.export());
        watch.run(intake.export(), version, null);
        return new Documents(api, path, request, progress, out).write(destination, intake, startedAt);
    }

    /** The migration's definition, the same at every call. */
    static JsonNode definition(RunRequest request, DestinationAccount destination) {
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
}
