package org.crmmigration.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a migration was asked for last, kept in its state directory: the account file's path, never its content. */
final class KeptRequest {

    private static final String FILE = "request.json";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode kept;

    private KeptRequest(JsonNode kept) {
        this.kept = kept;
    }

    /**
     * Keeps a request.
     *
     * @throws Stop when the directory holds a migration to another destination, which stays as it is
     */
    static void keep(StateDirectory state, RunRequest request) {
        if (Files.exists(state.file(FILE))) {
            String before = of(request.state()).kept.path("destination").asString("");
            if (!before.equals(request.destination().word())) {
                throw new Stop(
                        ExitCode.USAGE,
                        "The migration in " + request.state() + " goes to " + before
                                + "; give this one a directory of its own with --state DIR.");
            }
        }
        ObjectNode kept = JSON.createObjectNode();
        kept.put("migration", request.migration());
        kept.put("export", request.export().toString());
        kept.put("destination", request.destination().word());
        Path account = request.account();
        if (account != null) {
            kept.put("account", account.toString());
        }
        kept.put("sandboxLimits", request.sandboxLimits());
        if (request.timeZone() != null) {
            kept.put("timeZone", request.timeZone());
        }
        try {
            Files.writeString(state.file(FILE), JSON.writeValueAsString(kept));
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, "The state directory cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * What was kept.
     *
     * @throws Stop when there is no migration in the directory
     */
    static KeptRequest of(Path state) {
        try {
            return new KeptRequest(JSON.readTree(Files.readString(state.resolve(FILE))));
        } catch (IOException e) {
            throw new Stop(
                    ExitCode.BAD_INPUT,
                    "There is no migration in " + state
                            + "; --state names the directory given to migrate create or run.",
                    e);
        }
    }

    /** The time zone that was said before; empty when none was, or there is no migration yet. */
    static String timeZone(Path state) {
        return Files.exists(state.resolve(FILE))
                ? of(state).kept.path("timeZone").asString("")
                : "";
    }

    /** The same again, but for what this command was told. */
    RunRequest again(@Nullable Path mapping, Path state, Path out, Told told) {
        String account = kept.path("account").asString("");
        String zone = kept.path("timeZone").asString("");
        return new RunRequest(
                kept.path("migration").asString(),
                Path.of(kept.path("export").asString()),
                Destination.of(kept.path("destination").asString()),
                mapping,
                account.isEmpty() ? null : Path.of(account),
                state.toAbsolutePath().normalize(),
                out.toAbsolutePath().normalize(),
                told.confirmed(),
                told.waitForBudget(),
                false,
                told.port(),
                kept.path("sandboxLimits").asBoolean(true),
                zone.isEmpty() ? null : zone,
                told.json());
    }

    /** Switches of a command. */
    record Told(boolean confirmed, boolean waitForBudget, int port, boolean json) {}
}
