package org.crmmigration.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A whole migration in one call. */
@Command(
        name = "run",
        description = {
            "Moves an export into a CRM: ingest, mapping, load phase by phase, verification, documents.",
            "Killed at any moment and called again it goes on where it was; called again with a newer export it is a delta."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

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

    @Option(names = "--to", required = true, paramLabel = "CRM", description = "Destination: pipedrive or dynamics.")
    @SuppressWarnings("NullAway.Init")
    String to;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "Mapping file; says what differs from the default mapping.")
    @Nullable
    Path mapping;

    @Option(
            names = "--account",
            paramLabel = "FILE",
            description = "Account file of the CRM. Without it a sandbox stands in.")
    @Nullable
    Path account;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where the migration keeps its state (default: .migrate/<export>-<crm>).")
    @Nullable
    Path state;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the documents go (default: out).",
            defaultValue = "out")
    @SuppressWarnings("NullAway.Init")
    Path out;

    @Option(names = "--yes", description = "Confirm the mapping without asking.")
    boolean yes;

    @Option(names = "--wait", description = "Wait when the day's budget is used up instead of ending with status 75.")
    boolean wait;

    @Option(names = "--strict", description = "End with status 6 when any object failed or is parked.")
    boolean strict;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of REST interface and console (default: a free one).",
            defaultValue = "0")
    int port;

    @Option(
            names = "--sandbox-limits",
            paramLabel = "on|off",
            description = "Whether the sandbox enforces the vendor's rate limits (default: on).",
            defaultValue = "on")
    @SuppressWarnings("NullAway.Init")
    String sandboxLimits;

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "Time zone of the export's dates (default: America/New_York).")
    @Nullable
    String timeZone;

    @Option(names = "--json", description = "Print the report as JSON at the end, and nothing else on standard output.")
    boolean json;

    @Mixin
    IngestOptions reading = new IngestOptions();

    @Override
    public Integer call() {
        RunRequest request = request();
        reading.keep(request.state());
        return new MigrationRun(request, spec.commandLine()).execute().status();
    }

    private RunRequest request() {
        Path kept = state == null ? defaultState() : state.toAbsolutePath().normalize();
        return new RunRequest(
                "migration",
                readable(export, ExitCode.BAD_INPUT, "The export"),
                Destination.of(to),
                mapping == null ? null : readable(mapping, ExitCode.MAPPING, "The mapping file"),
                account == null ? null : readable(account, ExitCode.CRM, "The account file"),
                kept,
                out.toAbsolutePath().normalize(),
                yes,
                wait,
                strict,
                port,
                SandboxAccount.limits(sandboxLimits),
                reading.zone(timeZone, kept),
                json);
    }

    private Path defaultState() {
        Path name = export.toAbsolutePath().normalize().getFileName();
        return Path.of(".migrate", (name == null ? "export" : name) + "-" + to)
                .toAbsolutePath()
                .normalize();
    }

    private static Path readable(Path path, ExitCode code, String what) {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw new Stop(code, what + " " + path + " does not exist; check the path.");
        }
        if (!Files.isReadable(absolute)) {
            throw new Stop(code, what + " " + path + " cannot be read; check its permissions.");
        }
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            throw new Stop(code, what + " " + path + " cannot be read: " + e.getMessage(), e);
        }
    }
}
