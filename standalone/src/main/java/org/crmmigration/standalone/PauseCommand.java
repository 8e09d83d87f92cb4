package org.crmmigration.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the run another process is at. */
@Command(
        name = "pause",
        description = "Holds the run that another process is at: calls under way end, no new ones begin.",
        mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "The migration's state directory.")
    @SuppressWarnings("NullAway.Init")
    Path state;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who look.", defaultValue = "paused by a person")
    @SuppressWarnings("NullAway.Init")
    String reason;

    @Override
    public Integer call() {
        JsonNode kept = kept();
        String url = kept.path("url").asString("");
        boolean running = ProcessHandle.of(kept.path("pid").asLong(-1))
                .map(ProcessHandle::isAlive)
                .orElse(false);
        if (url.isEmpty() || !running) {
            throw new Stop(ExitCode.BAD_INPUT, "No process is at a run in " + state + "; there is nothing to pause.");
        }
        String migration = kept.at("/status/migration").asString("");
        new MigrationApi(URI.create(url))
                .post(
                        "/api/migrations/" + migration + "/pause",
                        JsonMapper.shared().createObjectNode().put("reason", reason));
        spec.commandLine().getOut().println("Paused; migrate resume --state " + state + " lets it go on.");
        spec.commandLine().getOut().flush();
        return ExitCode.OK.status();
    }

    private JsonNode kept() {
        try {
            return JsonMapper.shared().readTree(Files.readString(state.resolve("status.json")));
        } catch (IOException e) {
            throw new Stop(ExitCode.BAD_INPUT, "There is no migration in " + state + " yet.", e);
        }
    }
}
