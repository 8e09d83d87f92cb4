package org.crmmigration.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Another mapping over the same records. */
@Command(
        name = "replay",
        description =
                "Confirms a changed mapping and runs it over the records read last; only what it changes causes calls.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StepOptions options;

    @Option(
            names = "--clear-unmapped",
            description =
                    "Clear fields in the CRM that earlier mappings wrote and this one does not, unless a person changed them.")
    boolean clear;

    @Override
    public Integer call() {
        if (options.mapping == null) {
            throw new Stop(ExitCode.USAGE, "replay needs the changed mapping: --mapping FILE.");
        }
        return new Step(options.request(), spec.commandLine()).carryOut(stage -> {
            stage.endUnfinished();
            String export = stage.export();
            stage.watch().run(export, version(stage), null);
            return stage.documents(export);
        });
    }

    private int version(Step.Stage stage) {
        int version = stage.confirm();
        if (!clear) {
            return version;
        }
        ObjectNode wanted = JsonMapper.shared().createObjectNode().put("unmapped", "clear");
        stage.api().post(stage.path() + "/mapping/unmapped", wanted);
        int clearing = stage.api()
                .post(
                        stage.path() + "/mapping/confirmation",
                        JsonMapper.shared().createObjectNode())
                .path("version")
                .asInt(version);
        stage.progress().line("Mapping version " + clearing + " confirmed: it empties what is not mapped any more.");
        return clearing;
    }
}
