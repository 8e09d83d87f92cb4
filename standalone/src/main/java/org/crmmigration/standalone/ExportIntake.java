package org.crmmigration.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Hands an export to ingest and waits until its generation stands on the topic. */
final class ExportIntake {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final MigrationApi api;
    private final String path;
    private final Path export;
    private final Path state;
    private final Progress progress;

    ExportIntake(MigrationApi api, String path, RunRequest request, Progress progress) {
        this(api, path, request.export(), request.state(), progress);
    }

    ExportIntake(MigrationApi api, String path, Path export, Path state, Progress progress) {
        this.api = api;
        this.path = path;
        this.export = export;
        this.state = state;
        this.progress = progress;
    }

    /**
     * What ingest made of the files.
     *
     * @param export the export's id
     * @param rejected a sentence for each file that could not be used
     */
    record Intake(String export, List<String> rejected) {}

    /**
     * Waits until the export has been read and published.
     *
     * @throws Stop when none of the files can be used
     */
    Intake bringIn() {
        Instant began = Instant.now();
        String handedIn = handIn();
        while (true) {
            JsonNode summary = api.get(path + "/exports/" + handedIn).path("summary");
            switch (summary.path("state").asString("")) {
                case "COMPLETED" -> {
                    progress.line(said(
                            summary.path("rowsRead").asLong(0),
                            summary.path("published").asLong(0),
                            Duration.between(began, Instant.now())));
                    List<String> rejected = rejected(handedIn);
                    rejected.forEach(sentence -> progress.line("Rejected " + sentence));
                    return new Intake(handedIn, rejected);
                }
                case "REJECTED" -> throw new Stop(ExitCode.BAD_INPUT, why(summary, rejected(handedIn)));
                default ->
                    progress.at(
                            "Reading the export",
                            summary.path("published").asLong(0),
                            Math.max(1, summary.path("rowsRead").asLong(0)),
                            "records of rows read");
            }
            Waiting.pause(BETWEEN_LOOKS);
        }
    }

    private String said(long rows, long records, Duration took) {
        return rows == 0
                ? "%s holds no row that was not read before; %,d records are known.".formatted(name(), records)
                : "Read %s: %,d rows, %,d records, in %s.".formatted(name(), rows, records, Progress.words(took));
    }

    private Path name() {
        return Objects.requireNonNullElse(export.getFileName(), export);
    }

    private static String why(JsonNode state, List<String> rejected) {
        return rejected.isEmpty()
                ? state.path("message").asString("The export cannot be used.")
                : String.join("\nmigrate: ", rejected);
    }

    /** A file that was read before is no bad file: it counts as a finding of its own. */
    private List<String> rejected(String export) {
        List<String> sentences = new ArrayList<>();
        for (JsonNode finding : api.get(path + "/exports/" + export + "/findings?severity=FATAL")
                .path("findings")) {
            if (!finding.path("rule").asString("").equals("F04")) {
                sentences.add("%s: %s; %s"
                        .formatted(
                                finding.path("file").asString(""),
                                finding.path("message").asString(""),
                                finding.path("advice").asString("")));
            }
        }
        return sentences;
    }

    private String handIn() {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("paths").add(export.toString());
        IngestOptions.apply(state, api, path, body);
        try {
            return api.post(path + "/exports", body).path("export").asString();
        } catch (MigrationApi.Problem problem) {
            throw new Stop(ExitCode.BAD_INPUT, String.valueOf(problem.getMessage()), problem);
        }
    }
}
