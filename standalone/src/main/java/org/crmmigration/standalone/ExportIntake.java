package org.crmmigration.standalone;

import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Hands an export to ingest and waits until its generation stands on the topic. */
final class ExportIntake {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final MigrationApi api;
    private final String path;
    private final RunRequest request;
    private final Progress progress;

    ExportIntake(MigrationApi api, String path, RunRequest request, Progress progress) {
        this.api = api;
        this.path = path;
        this.request = request;
        this.progress = progress;
    }

    /**
     * The export's id once it has been read and published.
     *
     * @throws Stop when the files cannot be used
     */
    String bringIn() {
        Instant began = Instant.now();
        String export = handIn();
        while (true) {
            JsonNode state = api.get(path + "/exports/" + export).path("summary");
            switch (state.path("state").asString("")) {
                case "COMPLETED" -> {
                    progress.line("Read %s: %,d rows, %,d records, in %s."
                            .formatted(
                                    request.export().getFileName(),
                                    state.path("rowsRead").asLong(0),
                                    state.path("published").asLong(0),
                                    Progress.words(Duration.between(began, Instant.now()))));
                    return export;
                }
                case "REJECTED" ->
                    throw new Stop(ExitCode.BAD_INPUT, state.path("message").asString("The export cannot be used."));
                default ->
                    progress.at(
                            "Reading the export",
                            state.path("published").asLong(0),
                            Math.max(1, state.path("rowsRead").asLong(0)),
                            "records of rows read");
            }
            Waiting.pause(BETWEEN_LOOKS);
        }
    }

    private String handIn() {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("paths").add(request.export().toString());
        try {
            return api.post(path + "/exports", body).path("export").asString();
        } catch (MigrationApi.Problem problem) {
            throw new Stop(ExitCode.BAD_INPUT, String.valueOf(problem.getMessage()), problem);
        }
    }
}
