package org.crmmigration.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Confirms a mapping. */
@Command(
        name = "confirm",
        description = "Confirms the mapping of a migration: FILE, else what was handed in last, else the default.",
        mixinStandardHelpOptions = true)
final class ConfirmCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StepOptions options;

    @Override
    public Integer call() {
        return new Step(options.request(), spec.commandLine()).carryOut(stage -> {
            stage.confirm();
            return ExitCode.OK;
        });
    }
}
