package org.crmmigration.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a migration is: of a running process, or as the last one left it. */
@Command(
        name = "status",
        description = "Says where a migration is, live while a process works on it, else as it was left.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    /** The lane's word when nothing holds it. */
    private static final String MOVING = "running";

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "The migration's state directory.")
    @SuppressWarnings("NullAway.Init")
    Path state;

    @Option(names = "--watch", description = "Follow it until the process ends.")
    boolean watch;

    @Option(names = "--json", description = "Print the whole status as JSON.")
    boolean json;

    @Override
    public Integer call() {
        boolean running = print();
        while (watch && running) {
            Waiting.pause(BETWEEN_LOOKS);
            running = print();
        }
        return ExitCode.OK.status();
    }

    private boolean print() {
        JsonNode kept = kept();
        boolean running = ProcessHandle.of(kept.path("pid").asLong(-1))
                .map(ProcessHandle::isAlive)
                .orElse(false);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? kept.path("status").toString() : line(kept, running));
        out.flush();
        return running;
    }

    /** What the look at the account found before anything was written, which stands behind the lane's own sentence. */
    private static String noted(String explanation) {
        int at = explanation.indexOf("; noted at the account: ");
        return at < 0 ? "" : explanation.substring(at);
    }

    private JsonNode kept() {
        Path file = state.resolve("status.json");
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException e) {
            KeptRequest.of(state);
            throw new Stop(
                    ExitCode.BAD_INPUT,
                    "The command that began the migration in " + state
                            + " has not come far enough to tell; the same command goes on.",
                    e);
        }
    }

    private static String line(JsonNode kept, boolean running) {
        JsonNode status = kept.path("status");
        JsonNode phase = status.path("phase");
        JsonNode lane = status.path("lane");
        StringBuilder text = new StringBuilder();
        text.append("%s to %s%s: %s"
                .formatted(
                        status.path("migration").asString("?"),
                        status.path("destination").asString("?"),
                        status.path("sandbox").asBoolean(false) ? " (SANDBOX)" : "",
                        status.path("state").asString("?")));
        if (phase.isObject()) {
            long commands = phase.path("commands").asLong(0);
            text.append(", phase %d %s: %,d of %,d"
                    .formatted(
                            phase.path("number").asInt(0),
                            phase.path("name").asString(""),
                            commands - phase.path("waiting").asLong(0),
                            commands));
        }
        boolean held = lane.isObject() && !lane.path("reason").asString("").equals(MOVING);
        if (held || (lane.isObject() && running)) {
            String until = lane.path("until").asString("");
            String explanation = lane.path("explanation").asString("");
            text.append(", lane ").append(lane.path("reason").asString(""));
            text.append(running && !until.isEmpty() ? " until " + until : "");
            text.append(held ? " (" + explanation + ")" : noted(explanation));
        }
        if (running) {
            text.append(Prediction.words(status.path("forecast"), Instant.now()));
        }
        return text.append(
                        running
                                ? ""
                                : " (no process is working on it; as of "
                                        + kept.path("at").asString("?") + ")")
                .toString();
    }
}
