package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Where something came from, and what became of it. */
@Command(
        name = "explain",
        description =
                "Follows a source key to the objects it became, or an id of the CRM back to the rows it came from.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StateOptions options;

    @Parameters(
            paramLabel = "KEY",
            description = "A source key (contact:4711), an object (person|contact:4711) or an id of the CRM.")
    @SuppressWarnings("NullAway.Init")
    String key;

    @Override
    public Integer call() {
        RunRequest request = options.request();
        PrintWriter out = spec.commandLine().getOut();
        Progress quiet = new Progress(spec.commandLine().getErr(), false);
        return Session.withoutCrm(request, quiet, (api, destination) -> {
                    String path = "/api/migrations/" + request.migration();
                    new RunWatch(api, path, request, quiet).settledState();
                    JsonNode found = api.get(path + "/explain?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
                    if (request.json()) {
                        out.println(found.toPrettyString());
                    } else {
                        say(found, out);
                    }
                    out.flush();
                    return ExitCode.OK;
                })
                .status();
    }

    private static void say(JsonNode found, PrintWriter out) {
        found.path("records")
                .forEach(record -> out.println("%s %s (%s, %s) from %s"
                        .formatted(
                                record.path("export").asString(""),
                                record.path("sourceKey").asString(""),
                                record.path("kind").asString(""),
                                record.path("change").asString("").toLowerCase(Locale.ROOT),
                                record.path("rows")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList())));
        found.path("exclusions")
                .forEach(left -> out.println("%s left it out: %s, %s"
                        .formatted(
                                left.path("run").asString(""),
                                left.path("reason").asString(""),
                                left.path("explanation").asString(""))));
        found.path("objects")
                .forEach(made -> out.println("%s phase %d %s %s -> %s%s%s"
                        .formatted(
                                made.path("run").asString(""),
                                made.path("phase").asInt(0),
                                made.path("action").asString("?"),
                                made.path("object").asString(""),
                                made.path("status").asString("no outcome yet"),
                                made.path("crmId").isString()
                                        ? " id " + made.path("crmId").asString()
                                        : "",
                                made.path("code").isString()
                                        ? " (" + made.path("code").asString() + ": "
                                                + made.path("message").asString("") + ")"
                                        : "")));
    }
}
