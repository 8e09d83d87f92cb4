package org.crmmigration.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The sample export into a sandbox, from an empty machine. */
@Command(
        name = "demo",
        description = "Moves the sample export into the Pipedrive sandbox, with the vendor's limits on.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where the migration keeps its state (default: a new one under .migrate).")
    @Nullable
    Path state;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the documents go (default: out/demo).",
            defaultValue = "out/demo")
    @SuppressWarnings("NullAway.Init")
    Path out;

    @Override
    public Integer call() {
        Path samples = Path.of(System.getProperty("migrate.home", "."), "samples", "kartra-export");
        if (!Files.isDirectory(samples)) {
            throw new Stop(ExitCode.BAD_INPUT, "The sample export is missing: " + samples + " is no directory.");
        }
        Path mine = state == null
                ? Path.of(".migrate", "demo-" + ProcessHandle.current().pid())
                : state;
        RunRequest request = new RunRequest(
                "demo",
                samples.toAbsolutePath().normalize(),
                Destination.PIPEDRIVE,
                null,
                null,
                mine.toAbsolutePath().normalize(),
                out.toAbsolutePath().normalize(),
                true,
                false,
                false,
                0,
                true,
                null,
                false);
        return new MigrationRun(request, spec.commandLine()).execute().status();
    }
}
