package org.crmmigration.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Watches a run until it ends, pauses for long, or cannot go on without a person. Keeps the last status in the state
 * directory, where {@code migrate status} finds it.
 */
final class RunWatch {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    /** A CRM that does not answer may be restarting; after so long without progress the command gives up waiting. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** What is gone is made again before the lane goes on. */
    private static final Duration RELEASE = Duration.ofSeconds(30);

    private static final Set<String> ENDED =
            Set.of("COMPLETED", "VERIFIED", "DELTA", "ROLLED_BACK", "PREPARED", "SAMPLED");
    private static final Set<String> WITHOUT_DOCUMENTS = Set.of("PREPARED", "SAMPLED");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());

    private final MigrationApi api;
    private final String path;
    private final RunRequest request;
    private final Progress progress;
    private @Nullable Integer mappingVersion;
    private boolean accepting;
    private String accepted = "";
    private Instant lastMove = Instant.now();
    private long lastDone = -1;
    private int lastPhase = -1;

    RunWatch(MigrationApi api, String path, RunRequest request, Progress progress) {
        this.api = api;
        this.path = path;
        this.request = request;
        this.progress = progress;
    }

    /** Lets the lane go on when it waits for a person: one has looked. What is still in its way then stops it. */
    RunWatch accepting() {
        accepting = true;
        return this;
    }

    /** Whether an earlier call left a run that has not come to its end. */
    boolean unfinished() {
        JsonNode status = caughtUp();
        String state = status.path("state").asString("");
        return status.path("run").isString() && (state.equals("RUNNING") || state.equals("PAUSED"));
    }

    /** The state, once everything that was said before has been read. */
    String settledState() {
        return caughtUp().path("state").asString("");
    }

    /** Starts a run over the export and waits for its end. */
    void run(String export) {
        run(export, null);
    }

    /** Starts a run over everything with a mapping version; null is the one confirmed last. */
    void run(String export, @Nullable Integer mappingVersion, @Nullable JsonNode scope) {
        this.mappingVersion = mappingVersion;
        run(export, scope);
    }

    /** Starts a run of a scope; null is everything. */
    void run(String export, @Nullable JsonNode scope) {
        ObjectNode start = JsonMapper.shared().createObjectNode();
        start.put("export", export);
        if (mappingVersion != null) {
            start.put("mappingVersion", mappingVersion);
        }
        if (scope != null) {
            start.set("scope", scope);
        }
        String before = api.get(path).path("since").asString("");
        api.post(path + "/runs", start);
        while (api.get(path).path("since").asString("").equals(before)) {
            Waiting.pause(BETWEEN_LOOKS);
        }
        toTheEnd();
    }

    /** Waits for the end of the run under way. */
    void toTheEnd() {
        if (caughtUp().path("state").asString("").equals("PAUSED")) {
            api.post(path + "/resume", JsonMapper.shared().createObjectNode());
        }
        while (true) {
            JsonNode status = api.get(path);
            remember(status);
            String state = status.path("state").asString("");
            if (ENDED.contains(state)) {
                if (WITHOUT_DOCUMENTS.contains(state)) {
                    keepFailures();
                }
                return;
            }
            if (state.equals("FAILED")) {
                throw new Stop(ExitCode.UNBALANCED, status.path("reason").asString("The run failed."));
            }
            if (state.equals("PAUSED")) {
                keepFailures();
                throw new Stop(
                        ExitCode.PAUSED,
                        "The run is paused: " + status.path("reason").asString("") + ".");
            }
            show(status);
            giveUpWhenStuck(status.path("lane"));
            Waiting.pause(BETWEEN_LOOKS);
        }
    }

    /** For {@code migrate failures}, after runs that write no documents. */
    private void keepFailures() {
        try {
            Path documents = Files.createDirectories(request.state().resolve("documents"));
            write(documents.resolve("failures.json"), api.text(path + "/failures"));
            write(documents.resolve("failures.csv"), api.text(path + "/failures.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the status as it is now, for {@code migrate status}. */
    void keep() {
        remember(caughtUp());
    }

    private JsonNode caughtUp() {
        JsonNode status = api.get(path);
        while (!status.path("caughtUp").asBoolean(false)) {
            Waiting.pause(BETWEEN_LOOKS);
            status = api.get(path);
        }
        return status;
    }

    private void show(JsonNode status) {
        JsonNode phase = status.path("phase");
        if (phase.isMissingNode() || phase.isNull()) {
            return;
        }
        long commands = phase.path("commands").asLong(0);
        long waiting = phase.path("waiting").asLong(0);
        int number = phase.path("number").asInt(-1);
        long done = commands - waiting;
        if (done != lastDone || number != lastPhase) {
            lastMove = Instant.now();
            lastDone = done;
            lastPhase = number;
        }
        progress.at("Phase " + number + ", " + phase.path("name").asString(""), done, commands, figures(status));
    }

    private static String figures(JsonNode status) {
        JsonNode progressNode = status.path("progress");
        JsonNode figures = status.path("lane").path("figures");
        StringBuilder text = new StringBuilder();
        text.append("%.0f/s".formatted(progressNode.path("ratePerSecond").asDouble(0)));
        double limit = figures.path("budgetLimit").asDouble(0);
        if (limit > 0) {
            text.append("  budget %.1f %% of today's used"
                    .formatted(100 * figures.path("budgetUsed").asDouble(0) / limit));
        }
        text.append(Prediction.words(status.path("forecast"), Instant.now()));
        String reason = status.path("lane").path("reason").asString("");
        if (!reason.isEmpty() && !reason.equals("running") && !reason.equals("gate closed")) {
            text.append("  (").append(reason).append(')');
        }
        return text.toString();
    }

    /** Lets the lane go on that waits for a person, and waits until it does, or has to wait longer than that may take. */
    void letGoOn() {
        api.post(path + "/lane/resume", JsonMapper.shared().createObjectNode());
        Instant asked = Instant.now();
        while (awaitsPerson() && Duration.between(asked, Instant.now()).compareTo(RELEASE) < 0) {
            Waiting.pause(BETWEEN_LOOKS);
        }
    }

    /** Asks the loader itself where it is in this process: the status may be behind, or what an earlier process said. */
    private boolean awaitsPerson() {
        return api.findText(path + "/lane")
                .map(lane -> JsonMapper.shared().readTree(lane).path("reason").asString(""))
                .map("NEEDS_ADMIN"::equals)
                .orElse(true);
    }

    private void giveUpWhenStuck(JsonNode lane) {
        String explanation = lane.path("explanation").asString("");
        switch (lane.path("reason").asString("")) {
            case "daily budget used" -> {
                if (!request.waitForBudget()) {
                    throw new Stop(
                            ExitCode.PAUSED,
                            "The account's budget for today is used up" + until(lane)
                                    + "; nothing is lost. Run the same command again then, or with --wait to stay. "
                                    + explanation);
                }
            }
            case "needs admin" -> {
                if (awaitsPerson()) {
                    accept(explanation);
                }
            }
            case "CRM unavailable", "stalled" -> {
                if (Duration.between(lastMove, Instant.now()).compareTo(PATIENCE) > 0) {
                    throw new Stop(ExitCode.CRM, explanation + " Nothing is lost; run the same command again.");
                }
            }
            default -> {}
        }
    }

    private void accept(String explanation) {
        if (!accepting || explanation.equals(accepted)) {
            throw new Stop(ExitCode.CRM, explanation);
        }
        accepted = explanation;
        progress.line("Accepted: " + explanation);
        letGoOn();
    }

    private static String until(JsonNode lane) {
        String until = lane.path("until").asString("");
        return until.isEmpty() ? "" : " until " + CLOCK.format(Instant.parse(until));
    }

    private void remember(JsonNode status) {
        ObjectNode kept = JsonMapper.shared().createObjectNode();
        kept.put("pid", ProcessHandle.current().pid());
        kept.put("url", api.base().toString());
        kept.put("at", Instant.now().toString());
        kept.set("status", status);
        write(request.state().resolve("status.json"), JsonMapper.shared().writeValueAsString(kept));
    }

    private static void write(Path file, String text) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
