package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a mapping would do, before it is confirmed. */
@Command(
        name = "preview",
        description = {
            "Says what a run of the mapping would send: objects by type, calls, cost and time, ten examples, warnings.",
            "After a full run, what the mapping changes against the one it ran with: objects and fields, before and after."
        },
        mixinStandardHelpOptions = true)
final class MapPreviewCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    MapStudy study;

    @Option(names = "--json", description = "Print everything as JSON.")
    boolean json;

    @Override
    public Integer call() {
        RunRequest request = study.request();
        Progress progress = new Progress(spec.commandLine().getErr(), Terminal.there());
        return Session.with(request, progress, (api, destination) -> {
                    String path = "/api/migrations/" + request.migration();
                    bringIn(study, request, progress, api, destination);
                    ObjectNode whole = JsonMapper.shared().createObjectNode();
                    whole.set(
                            "preview",
                            api.post(
                                    path + "/mapping/preview",
                                    JsonMapper.shared().createObjectNode()));
                    whole.set(
                            "changes",
                            api.post(
                                    path + "/mapping/changes",
                                    JsonMapper.shared().createObjectNode()));
                    show(whole);
                    return ExitCode.OK;
                })
                .status();
    }

    /** Makes the migration known, reads the export unless that was done, and hands the draft in; confirms nothing. */
    static void bringIn(
            MapStudy study, RunRequest request, Progress progress, MigrationApi api, DestinationAccount destination) {
        String path = "/api/migrations/" + request.migration();
        api.post("/api/migrations", MigrationRun.definition(request, destination));
        if (study.export != null || !api.get(path).path("lastExport").has("export")) {
            ExportIntake.bringIn(api, path, request, progress);
        }
        new MappingConfirmation(request, new PrintWriter(Writer.nullWriter()), progress).handIn(api, path);
    }

    private void show(JsonNode whole) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(whole.toPrettyString());
            out.flush();
            return;
        }
        JsonNode changes = whole.path("changes");
        JsonNode estimate = changes.path("estimate");
        out.println(
                changes.path("against").isNumber()
                        ? "Against mapping version " + changes.path("against").asInt(0) + ", which ran last:"
                        : "Nothing of a full run stands in the CRM, so everything is new:");
        changes.path("objects")
                .properties()
                .forEach(type -> out.println("  %-22s %,8d new %,8d changed %,8d unchanged %,8d no longer made"
                        .formatted(
                                type.getKey(),
                                type.getValue().path("created").asLong(0),
                                type.getValue().path("changed").asLong(0),
                                type.getValue().path("unchanged").asLong(0),
                                type.getValue().path("dropped").asLong(0))));
        String after = changes.path("clearsUnmapped").asBoolean(false)
                ? "not written any more in %,d; emptied"
                : "not written any more in %,d; what stands stays (replay --clear-unmapped empties it)";
        changes.path("fields").properties().forEach(field -> {
            long left = changes.path("left").path(field.getKey()).asLong(0);
            long differs = field.getValue().asLong(0) - left;
            if (differs > 0) {
                out.println("  %-50s differs in %,d".formatted(field.getKey(), differs));
            }
            if (left > 0) {
                out.println("  %-50s %s".formatted(field.getKey(), after.formatted(left)));
            }
        });
        filled(out, changes.path("filled"));
        whole.path("preview")
                .path("excluded")
                .properties()
                .forEach(reason -> out.println("  left out: %-20s %,8d"
                        .formatted(reason.getKey(), reason.getValue().asLong(0))));
        out.println("About %,d calls, %,d %s, %s at the smallest plan's rate; verification not counted."
                .formatted(
                        estimate.path("calls").asLong(0),
                        estimate.path("cost").asLong(0),
                        estimate.path("unit").asString(""),
                        Progress.words(
                                Duration.ofSeconds(estimate.path("seconds").asLong(0)))));
        for (JsonNode example : changes.path("examples")) {
            out.println("  " + example.path("key").asString());
            out.println("    before " + example.path("before"));
            out.println("    after  " + example.path("after"));
        }
        for (JsonNode warning : whole.path("preview").path("warnings")) {
            out.println("Warning: " + warning.asString());
        }
        out.flush();
    }

    /** One line for each type: its fields with the number of objects that carry them. */
    private static void filled(PrintWriter out, JsonNode filled) {
        Map<String, StringJoiner> types = new LinkedHashMap<>();
        filled.properties().forEach(field -> {
            int dot = field.getKey().indexOf('.');
            types.computeIfAbsent(field.getKey().substring(0, dot), _ -> new StringJoiner(", "))
                    .add("%s %,d"
                            .formatted(
                                    field.getKey().substring(dot + 1),
                                    field.getValue().asLong(0)));
        });
        types.forEach((type, fields) -> out.println("  %s carries %s".formatted(type, fields)));
    }
}
