package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One {@code migrate retry}: ends a run that was left unfinished, then drives failures again and writes the documents. */
final class RetryRun {

    private final RunRequest request;
    private final List<String> causes;
    private final List<String> keys;
    private final PrintWriter out;
    private final Progress progress;
    private final Instant startedAt = Instant.now();

    RetryRun(RunRequest request, List<String> causes, List<String> keys, CommandLine command) {
        this.request = request;
        this.causes = causes;
        this.keys = keys;
        this.out = command.getOut();
        this.progress = new Progress(request.json() ? command.getErr() : out, Terminal.there());
    }

    ExitCode execute() {
        return Session.with(request, progress, this::drive);
    }

    private ExitCode drive(MigrationApi api, DestinationAccount destination) {
        String path = "/api/migrations/" + request.migration();
        api.post("/api/migrations", MigrationRun.definition(request, destination));
        RunWatch watch = new RunWatch(api, path, request, progress);
        if (watch.unfinished()) {
            progress.line("Going on with the run that an earlier call left unfinished.");
            watch.toTheEnd();
        }
        String export = api.get(path).path("export").asString("");
        if (request.mapping() != null) {
            new MappingConfirmation(request, out, progress).confirm(api, path, export);
        }
        ObjectNode scope = JsonMapper.shared().createObjectNode();
        scope.put("reach", "RETRY");
        causes.forEach(scope.putArray("causes")::add);
        keys.forEach(scope.putArray("keys")::add);
        watch.run(export, scope);
        return new Documents(api, path, request, progress, out)
                .write(destination, new ExportIntake.Intake(export, List.of()), startedAt);
    }
}
