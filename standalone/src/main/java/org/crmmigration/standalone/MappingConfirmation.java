package org.crmmigration.standalone;

import java.io.IOException;
import java.io.PrintWriter;
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
     * Confirms the request's mapping, or the default mapping.
     *
     * @throws Stop when it cannot be used or the person says no
     */
    void confirm(MigrationApi api, String path, String export) {
        String yaml = request.mapping() == null ? "{}\n" : text(request.mapping());
        try {
            api.putYaml(path + "/mapping", yaml);
            if (!request.confirmed()) {
                ask(export);
            }
            JsonNode confirmed =
                    api.post(path + "/mapping/confirmation", JsonMapper.shared().createObjectNode());
            progress.line("Mapping version " + confirmed.path("version").asInt(0) + " confirmed.");
        } catch (MigrationApi.Problem problem) {
            throw new Stop(ExitCode.MAPPING, String.valueOf(problem.getMessage()), problem);
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

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Stop(ExitCode.MAPPING, "The mapping file " + file + " cannot be read as UTF-8 text.", e);
        }
    }
}
