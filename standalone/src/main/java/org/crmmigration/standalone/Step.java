package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One step of a migration whose state directory exists: what {@code migrate run} does in one call, piece by piece. */
final class Step {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunRequest request;
    private final PrintWriter out;
    private final Progress progress;
    private final Instant startedAt = Instant.now();

    Step(RunRequest request, CommandLine command) {
        this.request = request;
        this.out = command.getOut();
        this.progress = new Progress(request.json() ? command.getErr() : out, Terminal.there());
    }

    /** What a step does. */
    @FunctionalInterface
    interface Work {
        /** With the platform up and the migration defined. */
        ExitCode with(Stage stage);
    }

    /** The platform, the migration, and what steps do with them. */
    record Stage(
            MigrationApi api,
            String path,
            RunRequest request,
            RunWatch watch,
            DestinationAccount destination,
            Progress progress,
            PrintWriter out,
            Instant startedAt) {

        /** The export read last. */
        String export() {
            String export = api.get(path).path("lastExport").path("export").asString("");
            if (export.isEmpty()) {
                throw new Stop(
                        ExitCode.BAD_INPUT, "No export has been read yet; bring one in with migrate create or delta.");
            }
            return export;
        }

        /** Ends what an earlier call left unfinished. */
        void endUnfinished() {
            if (watch.unfinished()) {
                progress.line("Going on with the run that an earlier call left unfinished.");
                watch.toTheEnd();
            }
        }

        /** The mapping to run: the one handed in now, once confirmed; else the one confirmed last. */
        int version() {
            JsonNode mapping = api.get(path + "/mapping");
            if (request.mapping() != null || !mapping.path("confirmedVersion").isNumber()) {
                return confirm();
            }
            int version = mapping.path("confirmedVersion").asInt(0);
            if (!mapping.path("draftConfirmed").asBoolean(false)) {
                progress.line("Using mapping version " + version
                        + "; the draft differs from it, and migrate confirm makes it the next version.");
            }
            return version;
        }

        int confirm() {
            return new MappingConfirmation(request, out, progress).confirm(api, path, export());
        }

        /** Has the loader read the account, and waits until that stands on the ledger. */
        JsonNode freshSchema() {
            String before = when(this::schema);
            Instant end = Instant.now().plus(PATIENCE);
            boolean asked = false;
            while (Instant.now().isBefore(end)) {
                asked = asked || asked();
                String now = when(this::schema);
                if (!now.isEmpty() && !now.equals(before)) {
                    return schema();
                }
                JsonNode lane = api.get(path).path("lane");
                if (lane.path("reason").asString("").equals("needs admin")) {
                    return schema();
                }
                Waiting.pause(BETWEEN_LOOKS);
            }
            throw new Stop(ExitCode.CRM, "The account could not be read; migrate status says why.");
        }

        private boolean asked() {
            try {
                api.post(path + "/lane/schema", JsonMapper.shared().createObjectNode());
                return true;
            } catch (MigrationApi.Problem notYet) {
                return false;
            }
        }

        private JsonNode schema() {
            return api.get(path + "/schema");
        }

        private static String when(Supplier<JsonNode> schema) {
            try {
                return schema.get().path("at").asString("");
            } catch (MigrationApi.Problem none) {
                return "";
            }
        }

        ExitCode documents(String export) {
            return new Documents(api, path, request, progress, out)
                    .write(destination, new ExportIntake.Intake(export, List.of()), startedAt);
        }

        Papers papers() {
            return new Papers(request.out());
        }

        void print(JsonNode node) {
            if (request.json()) {
                out.println(node.toPrettyString());
                out.flush();
            }
        }
    }

    int carryOut(Work work) {
        return Session.with(request, progress, (api, destination) -> {
                    String path = "/api/migrations/" + request.migration();
                    api.post("/api/migrations", MigrationRun.definition(request, destination));
                    RunWatch watch = new RunWatch(api, path, request, progress);
                    ExitCode code =
                            work.with(new Stage(api, path, request, watch, destination, progress, out, startedAt));
                    watch.keep();
                    return code;
                })
                .status();
    }
}
