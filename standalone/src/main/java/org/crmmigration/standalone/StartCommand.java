package org.crmmigration.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The full run. */
@Command(
        name = "start",
        description = "Runs the confirmed mapping over the export read last, to its end, and writes the documents.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StepOptions options;

    @Override
    public Integer call() {
        return new Step(options.request(), spec.commandLine()).carryOut(stage -> {
            stage.endUnfinished();
            String export = stage.export();
            stage.watch().run(export, stage.version(), null);
            return stage.documents(export);
        });
    }
}
