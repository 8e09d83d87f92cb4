package org.crmmigration.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hands the mapping in and has a person confirm it. */
final class MappingConfirmation {

    private final RunRequest request;
    private final PrintWriter out;
    private final Progress progress;

    MappingConfirmation(RunRequest request, PrintWriter out, Progress progress) {
        this.request = request;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Confirms the request's mapping; without one the mapping that was handed in last, else the default.
     *
     * @return the version that is confirmed now
     * @throws Stop when it cannot be used or the person says no
     */
    int confirm(MigrationApi api, String path, String export) {
        handIn(api, path);
        try {
            JsonNode mapping = api.get(path + "/mapping");
            if (mapping.path("draftConfirmed").asBoolean(false)) {
                int version = mapping.path("confirmedVersion").asInt(0);
                progress.line("Mapping version " + version + " is confirmed.");
                return version;
            }
            if (!request.confirmed()) {
                ask(export);
            }
            JsonNode confirmed =
                    api.post(path + "/mapping/confirmation", JsonMapper.shared().createObjectNode());
            int version = confirmed.path("version").asInt(0);
            progress.line("Mapping version " + version + " confirmed.");
            return version;
        } catch (MigrationApi.Problem problem) {
            throw new Stop(ExitCode.MAPPING, String.valueOf(problem.getMessage()), problem);
        }
    }

    /** Hands the request's mapping in as the draft, if it has one. */
    void handIn(MigrationApi api, String path) {
        if (request.mapping() != null) {
            try {
                api.putYaml(path + "/mapping", text(request.mapping()));
            } catch (MigrationApi.Problem problem) {
                throw new Stop(ExitCode.MAPPING, String.valueOf(problem.getMessage()), problem);
            }
        }
    }

    private void ask(String export) {
        if (!Terminal.there()) {
            throw new Stop(
                    ExitCode.MAPPING,
                    "Nothing moves before the mapping is confirmed; there is no terminal to ask on, so say --yes.");
        }
        out.print("Move " + export + " to " + request.destination().word() + " with this mapping? [y/N] ");
        out.flush();
        String answer = Terminal.readLine();
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
            throw new Stop(ExitCode.MAPPING, "Not confirmed; nothing was moved.");
        }
    }

    /** What a mapping file says; one in UTF-16, as some editors write it, is told by its first two bytes. */
    static String text(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            boolean wide = bytes.length > 1
                    && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
            return new String(bytes, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Stop(
                    ExitCode.MAPPING,
                    "The mapping file " + file + " cannot be read: "
                            + (Files.exists(file) ? e.getMessage() : "there is no such file") + ".",
                    e);
        }
    }
}
