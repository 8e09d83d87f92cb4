package org.crmmigration.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A newer export. */
@Command(
        name = "delta",
        description = "Brings a newer export in and moves what changed since the last one.",
        mixinStandardHelpOptions = true)
final class DeltaCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StepOptions options;

    @Option(
            names = "--export",
            required = true,
            paramLabel = "DIR",
            description = "Directory (or file, or zip) with the newer CSV files.")
    @SuppressWarnings("NullAway.Init")
    Path export;

    @Mixin
    IngestOptions reading = new IngestOptions();

    @Override
    public Integer call() {
        if (!Files.exists(export)) {
            throw new Stop(ExitCode.BAD_INPUT, "The export " + export + " does not exist; check the path.");
        }
        RunRequest request = options.request().over(export.toAbsolutePath().normalize());
        reading.keep(request.state());
        return new Step(request, spec.commandLine()).carryOut(stage -> {
            stage.endUnfinished();
            ExportIntake.Intake intake =
                    ExportIntake.bringIn(stage.api(), stage.path(), stage.request(), stage.progress());
            stage.watch().run(intake.export(), stage.version(), null);
            return new Documents(stage.api(), stage.path(), stage.request(), stage.progress(), stage.out())
                    .write(stage.destination(), intake, stage.startedAt());
        });
    }
}
