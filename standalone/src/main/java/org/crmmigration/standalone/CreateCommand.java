package org.crmmigration.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The first step: a migration and its export. */
@Command(
        name = "create",
        description = "Creates a migration in a state directory and reads its export; nothing moves into a CRM.",
        mixinStandardHelpOptions = true)
final class CreateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--export",
            required = true,
            paramLabel = "DIR",
            description = "Directory (or file, or zip) with Kartra's CSV files.")
    @SuppressWarnings("NullAway.Init")
    Path export;

    @Option(names = "--to", required = true, paramLabel = "CRM", description = "Destination, for example pipedrive.")
    @SuppressWarnings("NullAway.Init")
    String to;

    @Option(
            names = "--state",
            required = true,
            paramLabel = "DIR",
            description = "Where the migration keeps its state.")
    @SuppressWarnings("NullAway.Init")
    Path state;

    @Option(
            names = "--account",
            paramLabel = "FILE",
            description = "Account file of the CRM. Without it a sandbox stands in.")
    @Nullable
    Path account;

    @Option(names = "--mapping", paramLabel = "FILE", description = "Mapping file, handed in as a draft.")
    @Nullable
    Path mapping;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "Time zone of the export's dates (default: America/New_York).")
    @Nullable
    String timeZone;

    @Option(
            names = "--sandbox-limits",
            paramLabel = "on|off",
            description = "Whether the sandbox enforces the vendor's rate limits (default: on).",
            defaultValue = "on")
    @SuppressWarnings("NullAway.Init")
    String sandboxLimits;

    @Mixin
    IngestOptions reading = new IngestOptions();

    @Override
    public Integer call() {
        RunRequest request = new RunRequest(
                "migration",
                there(export, ExitCode.BAD_INPUT),
                Destination.of(to),
                mapping == null ? null : there(mapping, ExitCode.MAPPING),
                account == null ? null : there(account, ExitCode.CRM),
                state.toAbsolutePath().normalize(),
                state.resolve("documents").toAbsolutePath().normalize(),
                false,
                false,
                false,
                0,
                SandboxAccount.limits(sandboxLimits),
                reading.zone(timeZone, state),
                false);
        reading.keep(request.state());
        return new Step(request, spec.commandLine()).carryOut(stage -> {
            ExportIntake.bringIn(stage.api(), stage.path(), stage.request(), stage.progress());
            Path draft = request.mapping();
            if (draft != null) {
                new MappingConfirmation(request, stage.out(), stage.progress()).handIn(stage.api(), stage.path());
            }
            return ExitCode.OK;
        });
    }

    private static Path there(Path path, ExitCode code) {
        if (!Files.isReadable(path)) {
            throw new Stop(code, path + " does not exist or cannot be read; check the path.");
        }
        return path.toAbsolutePath().normalize();
    }
}
