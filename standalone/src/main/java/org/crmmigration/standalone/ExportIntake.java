package org.crmmigration.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Hands an export to ingest and waits until its generation stands on the topic. */
final class ExportIntake {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_FIELDS = 5;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final MigrationApi api;
    private final String path;
    private final String name;
    private final Progress progress;

    /** Of an export that people call so. */
    ExportIntake(MigrationApi api, String path, String name, Progress progress) {
        this.api = api;
        this.path = path;
        this.name = name;
        this.progress = progress;
    }

    /** Hands in the export of a migration's state directory, read as was said of it, and waits. */
    static Intake bringIn(MigrationApi api, String path, RunRequest request, Progress progress) {
        return bringIn(api, path, request.export(), request.state(), progress);
    }

    /** Hands in an export, read as was said of it in a state directory, and waits. */
    static Intake bringIn(MigrationApi api, String path, Path export, Path state, Progress progress) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("paths").add(export.toString());
        IngestOptions.apply(state, api, path, body);
        String name = String.valueOf(Objects.requireNonNullElse(export.getFileName(), export));
        return new ExportIntake(api, path, name, progress).bringIn(body);
    }

    /**
     * What ingest made of the files.
     *
     * @param export the export's id
     * @param rejected a sentence for each file that could not be used
     */
    record Intake(String export, List<String> rejected) {}

    /**
     * Hands in what the body names, and waits until it has been read and published.
     *
     * @throws Stop when none of the files can be used
     */
    Intake bringIn(ObjectNode body) {
        Instant began = Instant.now();
        String handedIn = handIn(body);
        String trouble = "";
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
                    changes(handedIn);
                    return new Intake(handedIn, rejected);
                }
                case "REJECTED" -> throw new Stop(ExitCode.BAD_INPUT, why(summary, rejected(handedIn)));
                default -> trouble = waiting(summary, trouble);
            }
            Waiting.pause(BETWEEN_LOOKS);
        }
    }

    /** How it compares with the export before, if there was one. */
    private void changes(String export) {
        JsonNode census = api.get(path + "/exports/" + export + "/inspection").path("census");
        Map<String, Long> all = new TreeMap<>();
        for (JsonNode counts : census.path("changes")) {
            counts.forEachEntry((change, count) -> all.merge(change, count.asLong(0), Long::sum));
        }
        if (!Set.of("NEW").containsAll(all.keySet())) {
            progress.line("Since the export before: %,d new, %,d changed, %,d vanished, %,d identical."
                    .formatted(
                            all.getOrDefault("NEW", 0L),
                            all.getOrDefault("CHANGED", 0L),
                            all.getOrDefault("VANISHED", 0L),
                            all.getOrDefault("IDENTICAL", 0L)));
            changedFields(census.path("changedFields"));
        }
    }

    /** The fields in which most records changed. */
    private void changedFields(JsonNode kinds) {
        Map<String, Long> counts = new TreeMap<>();
        kinds.forEachEntry((kind, fields) ->
                fields.forEachEntry((field, count) -> counts.put(kind + " " + field, count.asLong(0))));
        if (!counts.isEmpty()) {
            progress.line("Changed: "
                    + counts.entrySet().stream()
                            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                            .limit(MOST_FIELDS)
                            .map(count -> "%s (%,d)".formatted(count.getKey(), count.getValue()))
                            .collect(Collectors.joining(", "))
                    + (counts.size() > MOST_FIELDS ? " and others" : "") + ".");
        }
    }

    /** Shows how far it is, and once what keeps it from getting further. */
    private String waiting(JsonNode summary, String trouble) {
        String message = summary.path("message").asString("");
        if (!message.endsWith("it is tried again")) {
            progress.at(
                    "Reading the export",
                    summary.path("published").asLong(0),
                    Math.max(1, summary.path("rowsRead").asLong(0)),
                    "records of rows read");
            return trouble;
        }
        if (!message.equals(trouble)) {
            progress.line("Not read yet: " + message + "; Ctrl-C leaves it for later.");
        }
        return message;
    }

    private String said(long rows, long records, Duration took) {
        return rows == 0
                ? "%s holds no row that was not read before; %,d records are known.".formatted(name, records)
                : "Read %s: %,d rows, %,d records, in %s.".formatted(name, rows, records, Progress.words(took));
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

    private String handIn(ObjectNode body) {
        try {
            return api.post(path + "/exports", body).path("export").asString();
        } catch (MigrationApi.Problem problem) {
            throw new Stop(ExitCode.BAD_INPUT, String.valueOf(problem.getMessage()), problem);
        }
    }
}
