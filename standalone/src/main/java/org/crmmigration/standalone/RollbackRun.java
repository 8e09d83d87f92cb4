package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One {@code migrate rollback}: a preview that writes nothing, or the rollback itself to its end, and its documents. */
final class RollbackRun {

    private final RunRequest request;
    private final Part part;
    private final PrintWriter out;
    private final Progress progress;
    private final String path;

    RollbackRun(RunRequest request, Part part, CommandLine command) {
        this.request = request;
        this.part = part;
        this.out = command.getOut();
        this.progress = new Progress(request.json() ? command.getErr() : out, Terminal.there());
        this.path = "/api/migrations/" + request.migration();
    }

    /** What is taken back; all of it when nothing is named. */
    record Part(
            @Nullable String run,
            @Nullable Integer phase,
            @Nullable String type,
            List<String> keys) {

        ObjectNode body() {
            ObjectNode body = JsonMapper.shared().createObjectNode();
            body.put("run", run).put("phase", phase).put("type", type);
            keys.forEach(body.putArray("keys")::add);
            return body;
        }

        String query() {
            StringJoiner query = new StringJoiner("&", "?", "");
            add(query, "run", run);
            add(query, "phase", phase == null ? null : phase.toString());
            add(query, "type", type);
            keys.forEach(key -> add(query, "key", key));
            return query.toString();
        }

        private static void add(StringJoiner query, String name, @Nullable String value) {
            if (value != null) {
                query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
    }

    ExitCode preview() {
        return Session.with(request, progress, (api, destination) -> {
            RunWatch watch = new RunWatch(api, path, request, progress);
            if (watch.unfinished()) {
                hold(api);
                progress.line("A run has not come to its end; what persons changed since is not looked at.");
            } else {
                api.post(path + "/rollbacks/preview", part.body());
                watch.toTheEnd();
            }
            JsonNode preview = api.get(path + "/rollbacks/preview" + part.query());
            Papers papers = new Papers(request.out());
            papers.write("rollback-preview.json", preview.toPrettyString());
            papers.write("rollback-preview.html", api.text(path + "/rollbacks/preview.html" + part.query()));
            say(preview);
            return ExitCode.OK;
        });
    }

    ExitCode apply() {
        return Session.with(request, progress, (api, destination) -> {
            RunWatch watch = new RunWatch(api, path, request, progress);
            String state = watch.settledState();
            if (!rollingBack(api, state)) {
                hold(api);
                api.post(path + "/rollbacks", part.body());
            } else {
                progress.line("Going on with the rollback that an earlier call left unfinished.");
            }
            watch.toTheEnd();
            JsonNode report = report(api);
            destination.dump(request.out());
            return verdict(report);
        });
    }

    /** A run that goes on by itself is held first, so that nothing more is written. */
    private void hold(MigrationApi api) {
        if (api.get(path).path("state").asString("").equals("RUNNING")) {
            api.post(path + "/pause", JsonMapper.shared().createObjectNode().put("reason", "to be taken back"));
        }
    }

    private boolean rollingBack(MigrationApi api, String state) {
        if (state.equals("ROLLING_BACK")) {
            return true;
        }
        String last = api.get(path).path("run").asString("");
        boolean isRollback = false;
        for (JsonNode rollback : api.get(path + "/rollbacks")) {
            isRollback |= rollback.path("run").asString("").equals(last);
        }
        return state.equals("PAUSED") && isRollback;
    }

    private JsonNode report(MigrationApi api) {
        String run = api.get(path).path("run").asString("");
        JsonNode report = api.get(path + "/rollbacks/" + run);
        Papers papers = new Papers(request.out());
        papers.write("rollback-report.json", report.toPrettyString());
        papers.write("rollback-report.html", api.text(path + "/rollbacks/" + run + "/report.html"));
        papers.keep(request.state());
        if (request.json()) {
            out.println(report.toPrettyString());
            out.flush();
        }
        report.path("types")
                .forEach(type -> progress.line("  %-20s %,7d  deleted %,d  restored %,d  kept %,d  stuck %,d"
                        .formatted(
                                type.path("objectType").asString(""),
                                type.path("commands").asLong(0),
                                type.path("deleted").asLong(0),
                                type.path("restored").asLong(0),
                                type.path("kept").asLong(0),
                                type.path("stuck").asLong(0))));
        progress.line("Read back: %,d of %,d as expected. %,d calls."
                .formatted(
                        report.at("/verification/asExpected").asLong(0),
                        report.at("/verification/objects").asLong(0),
                        report.path("calls").asLong(0)));
        progress.line("Documents: " + request.out());
        return report;
    }

    private static ExitCode verdict(JsonNode report) {
        long stuck = 0;
        for (JsonNode type : report.path("types")) {
            stuck += type.path("stuck").asLong(0);
        }
        boolean clean = report.path("finished").asBoolean(false)
                && stuck == 0
                && report.at("/verification/different").asLong(0) == 0;
        return clean ? ExitCode.OK : ExitCode.UNBALANCED;
    }

    private void say(JsonNode preview) {
        if (request.json()) {
            out.println(preview.toPrettyString());
            out.flush();
        }
        preview.path("types")
                .forEach(type -> progress.line("  %-20s delete %,d  restore %,d  stay %,d"
                        .formatted(
                                type.path("objectType").asString(""),
                                type.path("delete").asLong(0),
                                type.path("restore").asLong(0),
                                type.path("adopted").asLong(0)
                                        + type.path("earlier").asLong(0))));
        progress.line("%,d would be deleted, %,d restored; %,d would stay for what persons changed. About %,d calls%s."
                .formatted(
                        preview.path("deletes").asLong(0),
                        preview.path("restores").asLong(0),
                        preview.path("keptCount").asLong(0),
                        preview.path("calls").asLong(0),
                        preview.path("seconds").isNumber()
                                ? ", %,d s".formatted(preview.path("seconds").asLong(0))
                                : ""));
        progress.line("Nothing was written. Documents: " + request.out());
    }
}
