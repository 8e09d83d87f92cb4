package org.crmmigration.standalone;

import java.util.concurrent.Callable;
import org.crmmigration.mapping.run.Sampling;
import org.crmmigration.mapping.web.SamplePage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A rehearsal with a few records. */
@Command(
        name = "sample",
        description = {
            "Moves a few records that together exercise as much of the mapping as possible, and says what they cover.",
            "The sample can be taken back (migrate rollback) or grown into the full run (migrate start)."
        },
        mixinStandardHelpOptions = true)
final class SampleCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StepOptions options;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "About how many records, 10 to 200 (default: 100); what they refer to comes on top.",
            defaultValue = "100")
    int size;

    @Option(names = "--plan", description = "Only choose and report; move nothing.")
    boolean plan;

    @Override
    public Integer call() {
        return new Step(options.request(), spec.commandLine()).carryOut(stage -> {
            stage.endUnfinished();
            String export = stage.export();
            int version = plan ? 0 : stage.version();
            JsonNode sample = chosen(stage, export, version);
            if (!plan) {
                ObjectNode scope = JsonMapper.shared().createObjectNode().put("reach", "SAMPLE");
                scope.set("keys", sample.path("keys"));
                stage.watch().run(export, version, scope);
                JsonNode status = stage.api().get(stage.path());
                stage.progress()
                        .line(status.path("state").asString("") + ": "
                                + status.path("reason").asString(""));
                stage.destination().dump(stage.request().out());
            }
            stage.print(sample);
            stage.progress().line("Documents: " + stage.request().out());
            return ExitCode.OK;
        });
    }

    private JsonNode chosen(Step.Stage stage, String export, int version) {
        String query = "?export=" + export + "&size=" + size + (plan ? "" : "&mappingVersion=" + version);
        JsonNode sample = stage.api().get(stage.path() + "/sample" + query);
        Papers papers = stage.papers();
        papers.write("sample.json", sample.toPrettyString());
        papers.write(
                "sample.html",
                SamplePage.of(
                        stage.request().migration(), JsonMapper.shared().treeToValue(sample, Sampling.Sample.class)));
        papers.keep(stage.request().state());
        stage.progress()
                .line("Sample of %,d records:".formatted(sample.path("keys").size()));
        sample.path("coverage")
                .properties()
                .forEach(part -> stage.progress()
                        .line("  %-11s %,5d of %,5d covered"
                                .formatted(
                                        part.getKey(),
                                        part.getValue().path("covered").asLong(0),
                                        part.getValue().path("total").asLong(0))));
        return sample;
    }
}
