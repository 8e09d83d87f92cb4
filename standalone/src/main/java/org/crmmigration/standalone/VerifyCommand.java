package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads everything back without a load. */
@Command(
        name = "verify",
        description = "Reads every object of the migration back from the CRM and compares it; writes nothing there.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StateOptions options;

    @Override
    public Integer call() {
        RunRequest request = options.request();
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(request.json() ? spec.commandLine().getErr() : out, Terminal.there());
        String path = "/api/migrations/" + request.migration();
        return Session.with(request, progress, (api, destination) -> {
                    RunWatch watch = new RunWatch(api, path, request, progress);
                    if (watch.unfinished()) {
                        throw new Stop(
                                ExitCode.PAUSED,
                                "A run has not come to its end; its own end verifies it. Run migrate run again first.");
                    }
                    api.post(path + "/verifications", JsonMapper.shared().createObjectNode());
                    watch.toTheEnd();
                    return told(api, path, request, progress, out);
                })
                .status();
    }

    private static ExitCode told(
            MigrationApi api, String path, RunRequest request, Progress progress, PrintWriter out) {
        JsonNode report = api.get(path + "/report");
        Papers papers = new Papers(request.out());
        papers.write("report.json", report.toPrettyString());
        papers.write("report.html", api.text(path + "/report.html"));
        papers.write("certificate.json", api.text(path + "/documents/certificate.json"));
        papers.write("certificate.html", api.text(path + "/documents/certificate.html"));
        papers.keep(request.state());
        JsonNode found = report.path("verification");
        if (request.json()) {
            out.println(found.toPrettyString());
            out.flush();
        }
        progress.line("Verified %,d objects, %,d fields: %,d equal, %,d explained, %,d different; %,d objects not read."
                .formatted(
                        found.path("objects").asLong(0),
                        found.path("fields").asLong(0),
                        found.path("equal").asLong(0),
                        found.path("explained").asLong(0),
                        found.path("different").asLong(0),
                        found.path("missed").asLong(0)));
        Documents.hint(progress, found);
        boolean sound =
                found.path("different").asLong(0) == 0 && found.path("missed").asLong(0) == 0;
        return sound ? ExitCode.OK : ExitCode.UNBALANCED;
    }
}
