package org.crmmigration.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What failed or is parked, and what to do about it. */
@Command(
        name = "failures",
        description =
                "Says what failed or is parked in a migration's last run, grouped by cause, and what to do about it.",
        mixinStandardHelpOptions = true)
final class FailuresCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "The migration's state directory.")
    @SuppressWarnings("NullAway.Init")
    Path state;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--csv", description = "Print every object in a line of its own, as CSV.")
    boolean csv;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json || csv) {
            out.println(document(csv ? "failures.csv" : "failures.json"));
        } else {
            lines(JsonMapper.shared().readTree(document("failures.json"))).forEach(out::println);
        }
        out.flush();
        return ExitCode.OK.status();
    }

    private String document(String name) {
        try {
            return Files.readString(state.resolve("documents").resolve(name)).stripTrailing();
        } catch (IOException e) {
            KeptRequest.of(state);
            throw new Stop(
                    ExitCode.BAD_INPUT,
                    "No run has ended in " + state + " yet; migrate status --state " + state + " says where it is.",
                    e);
        }
    }

    private List<String> lines(JsonNode failures) {
        List<String> lines = new ArrayList<>();
        JsonNode causes = failures.path("causes");
        if (causes.isEmpty()) {
            return List.of("Nothing failed and nothing is parked in "
                    + failures.path("run").asString("any run") + ".");
        }
        for (JsonNode cause : causes) {
            String code = cause.path("code").asString("");
            lines.add("%-7s %-20s %,7d objects".formatted(cause.path("status").asString(""), code, count(cause)));
            lines.add("  " + cause.path("message").asString("") + answer(cause));
            lines.add("  for example " + examples(cause));
            lines.add("  what to do: " + cause.path("advice").asString("") + command(code));
            lines.add("");
        }
        lines.removeLast();
        return lines;
    }

    private String command(String code) {
        return switch (code) {
            case "" -> "";
            case "out-of-scope" -> ": migrate start --state " + state;
            default -> ": migrate retry --state " + state + " --cause " + code;
        };
    }

    private static long count(JsonNode cause) {
        return cause.path("count").asLong(0);
    }

    private static String answer(JsonNode cause) {
        List<String> parts = new ArrayList<>();
        if (cause.path("httpStatus").isNumber()) {
            parts.add("HTTP " + cause.path("httpStatus").asInt());
        }
        if (cause.path("requestId").isString()) {
            parts.add("request " + cause.path("requestId").asString());
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private static String examples(JsonNode cause) {
        List<String> keys = new ArrayList<>();
        cause.path("examples").forEach(key -> keys.add(key.asString()));
        return String.join(", ", keys);
    }
}
