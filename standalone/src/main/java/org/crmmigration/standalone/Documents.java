package org.crmmigration.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes what a run leaves for people and programs, and says in a few lines how it ended. */
final class Documents {

    /** File in the output directory to the path it is read from. */
    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put("report.html", "/report.html");
        FILES.put("failures.json", "/failures");
        FILES.put("failures.csv", "/failures.csv");
        for (String name :
                List.of("scope", "data-quality", "phases", "money", "certificate", "completion", "inventory")) {
            FILES.put(name + ".html", "/documents/" + name + ".html");
            FILES.put(name + ".json", "/documents/" + name + ".json");
        }
        FILES.put("failures.html", "/documents/failures.html");
        FILES.put("data-quality.csv", "/documents/data-quality.csv");
        FILES.put("phases.csv", "/documents/phases.csv");
        FILES.put("money.csv", "/documents/money.csv");
        FILES.put("findings.csv", "/exports/{export}/findings.csv");
        FILES.put("changes.csv", "/exports/{export}/changes.csv");
        FILES.put("inspection.html", "/exports/{export}/report.html");
    }

    private final MigrationApi api;
    private final String path;
    private final RunRequest request;
    private final Progress progress;
    private final PrintWriter out;

    Documents(MigrationApi api, String path, RunRequest request, Progress progress, PrintWriter out) {
        this.api = api;
        this.path = path;
        this.request = request;
        this.progress = progress;
        this.out = out;
    }

    /** Writes the documents; the exit code by what they say. */
    ExitCode write(DestinationAccount destination, ExportIntake.Intake intake, Instant startedAt) {
        JsonNode report = api.get(path + "/report");
        if (report.path("crm") instanceof ObjectNode crm) {
            crm.put("url", destination.url());
        }
        try {
            Files.createDirectories(request.out());
            Files.writeString(
                    request.out().resolve("report.json"),
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report));
            for (Map.Entry<String, String> file : FILES.entrySet()) {
                Optional<String> text = api.findText(path + file.getValue().replace("{export}", intake.export()));
                if (text.isPresent()) {
                    Files.writeString(request.out().resolve(file.getKey()), text.get());
                }
            }
            Files.writeString(
                    request.out().resolve("mapping.yaml"),
                    api.get(path + "/mapping").path("confirmed").asString(""));
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, "The documents cannot be written to " + request.out() + ": " + e, e);
        }
        destination.dump(request.out());
        keep();
        if (request.json()) {
            out.println(report.toPrettyString());
            out.flush();
        }
        summary(report, Duration.between(startedAt, Instant.now()));
        intake.rejected().forEach(sentence -> progress.line("NOT migrated, the file was rejected: " + sentence));
        ExitCode verdict = verdict(report);
        return verdict == ExitCode.OK && !intake.rejected().isEmpty() ? ExitCode.BAD_INPUT : verdict;
    }

    /** Keeps a copy in the state directory, for {@code migrate report}. */
    private void keep() {
        Path kept = request.state().resolve("documents");
        try {
            Files.createDirectories(kept);
            try (var files = Files.list(request.out())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(
                            file, kept.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, "The documents cannot be kept in " + kept + ": " + e, e);
        }
    }

    private void summary(JsonNode report, Duration total) {
        JsonNode ledger = report.path("ledger");
        long rows = ledger.path("rowsIn").asLong(0);
        progress.line("");
        progress.line(
                ledger.path("balanced").asBoolean(false)
                        ? "Balanced: every one of %,d rows is accounted for.".formatted(rows)
                        : "NOT balanced: see report.html for where the ledger of %,d rows does not add up."
                                .formatted(rows));
        ledger.path("records").properties().forEach(kind -> progress.line(line(kind.getKey(), kind.getValue())));
        JsonNode verification = report.path("verification");
        progress.line("Verified %,d objects, %,d fields: %,d equal, %,d explained, %,d different."
                .formatted(
                        verification.path("objects").asLong(0),
                        verification.path("fields").asLong(0),
                        verification.path("equal").asLong(0),
                        verification.path("explained").asLong(0),
                        verification.path("different").asLong(0)));
        hint(progress, verification);
        JsonNode budget = report.path("budget");
        progress.line("%,d calls, %,.0f of the vendor's units, %,d throttled."
                .formatted(
                        budget.path("calls").asLong(0),
                        budget.path("cost").asDouble(0),
                        budget.path("throttled").asLong(0)));
        progress.line("Took " + Progress.words(total) + durations(report.path("durations")) + ".");
        if (report.at("/crm/sandbox").asBoolean(false)) {
            progress.line(
                    "The CRM was a SANDBOX; its content is in " + request.out().resolve("crm.json") + ".");
        }
        progress.line("Documents: " + request.out());
    }

    /** What to do about differences. */
    static void hint(Progress progress, JsonNode verification) {
        if (verification.path("different").asLong(0) > 0) {
            progress.line(
                    "What differs is in report.html. migrate retry --all looks at those objects again: it writes what is"
                            + " missing, and leaves and reports what a person changed.");
        }
    }

    private static String line(String kind, JsonNode counts) {
        StringBuilder text = new StringBuilder(
                "  %-14s %,7d".formatted(kind, counts.path("total").asLong(0)));
        counts.properties().forEach(count -> {
            if (!count.getKey().equals("total") && count.getValue().asLong(0) > 0) {
                text.append("  ")
                        .append(count.getKey())
                        .append(' ')
                        .append("%,d".formatted(count.getValue().asLong(0)));
            }
        });
        return text.toString();
    }

    private static String durations(JsonNode durations) {
        StringBuilder text = new StringBuilder();
        durations.properties().forEach(part -> {
            if (!part.getKey().equals("total")) {
                text.append(text.isEmpty() ? " (" : ", ")
                        .append("%s %.1f s"
                                .formatted(part.getKey(), part.getValue().asDouble(0)));
            }
        });
        return text.isEmpty() ? "" : text.append(')').toString();
    }

    private ExitCode verdict(JsonNode report) {
        if (!report.at("/ledger/balanced").asBoolean(false)
                || report.at("/verification/different").asLong(0) > 0
                || report.at("/verification/missed").asLong(0) > 0) {
            return ExitCode.UNBALANCED;
        }
        return request.strict() && failures(report) > 0 ? ExitCode.FAILURES : ExitCode.OK;
    }

    private static long failures(JsonNode report) {
        long sum = 0;
        for (JsonNode kind : report.at("/ledger/records")) {
            sum += kind.path("failed").asLong(0) + kind.path("parked").asLong(0);
        }
        return sum;
    }
}
