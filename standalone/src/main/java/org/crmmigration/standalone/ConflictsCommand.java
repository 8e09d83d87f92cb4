package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Contradictions in the export that a person has to decide. */
@Command(
        name = "conflicts",
        description = {
            "Lists what contradicts itself in a migration's exports, and takes answers.",
            "The next export applies them, and so does every one after it."
        },
        mixinStandardHelpOptions = true)
final class ConflictsCommand {

    private static final int LOOKS = 150;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Command(description = "Lists the queue.", mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--state",
                            required = true,
                            paramLabel = "DIR",
                            description = "The migration's state directory.")
                    Path state,
            @Option(names = "--all", description = "Answered and settled ones as well.") boolean all,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        with(state, (api, path) -> {
            JsonNode page = api.get(path + "/conflicts?size=1000&state=" + (all ? "all" : "waiting"));
            print(page, json);
        });
        return ExitCode.OK.status();
    }

    @Command(description = "Answers a conflict.", mixinStandardHelpOptions = true)
    int answer(
            @Option(
                            names = "--state",
                            required = true,
                            paramLabel = "DIR",
                            description = "The migration's state directory.")
                    Path state,
            @Parameters(index = "0", paramLabel = "ID", description = "The conflict, as list prints it.") String id,
            @Parameters(index = "1", paramLabel = "ANSWER", description = "One of the answers that list prints.")
                    String answer) {
        with(state, (api, path) -> {
            ObjectNode body = JsonMapper.shared().createObjectNode().put("answer", answer);
            JsonNode conflict = api.put(path + "/conflicts/" + id, body);
            out().println("Conflict %s is answered: %s. The next export applies it."
                    .formatted(id, conflict.path("answer").asString("")));
            out().flush();
        });
        return ExitCode.OK.status();
    }

    private void print(JsonNode page, boolean json) {
        if (json) {
            out().println(page);
        } else if (page.path("conflicts").isEmpty()) {
            out().println("No conflict waits for an answer.");
        } else {
            page.path("conflicts").forEach(conflict -> print(conflict, out()::println));
        }
        out().flush();
    }

    private static void print(JsonNode conflict, Consumer<String> line) {
        line.accept("%s  %s"
                .formatted(
                        conflict.path("id").asString(""),
                        conflict.path("question").asString("")));
        line.accept("    records  " + words(conflict.path("records")));
        line.accept("    rows     " + words(conflict.path("rows")));
        line.accept("    differ   " + words(conflict.path("columns")));
        line.accept("    answers  " + words(conflict.path("answers")));
        if (conflict.path("answer").isString()) {
            line.accept("    answered " + conflict.path("answer").asString(""));
        }
    }

    private static String words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asString("")));
        return String.join(", ", words);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** The one migration of the platform, once it has read that there is one. */
    private static String migration(MigrationApi api, Path directory) {
        for (int look = 0; look < LOOKS; look++) {
            JsonNode first = api.get("/api/migrations").path("items").path(0);
            if (first.path("migration").isString()) {
                return first.path("migration").asString("");
            }
            Waiting.pause(BETWEEN_LOOKS);
        }
        throw new Stop(ExitCode.BAD_INPUT, "There is no migration in " + directory + " yet.");
    }

    /** What is asked of the one migration of a state directory. */
    interface Work {
        /** Through the REST interface, below the migration's path. */
        void with(MigrationApi api, String path);
    }

    /** Starts the platform on a state directory for as long as the work takes. */
    static void with(Path directory, Work work) {
        if (!Files.exists(directory.resolve("kafka"))) {
            throw new Stop(
                    ExitCode.BAD_INPUT,
                    "There is no migration in " + directory
                            + " yet; --state names the directory given to migrate run.");
        }
        try (StateDirectory state =
                StateDirectory.take(directory.toAbsolutePath().normalize())) {
            System.setProperty("migrate.log", state.file("logs/migrate.log").toString());
            try (Platform platform = Platform.start(state, 0)) {
                MigrationApi api = new MigrationApi(platform.url());
                work.with(api, "/api/migrations/" + migration(api, directory));
            }
        }
    }
}
