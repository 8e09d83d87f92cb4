package org.crmmigration.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands that look at an export need. */
final class MapStudy {

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description =
                    "Directory (or file, or zip) with Kartra's CSV files; not needed with --state of a migration.")
    @Nullable
    Path export;

    @Option(
            names = "--to",
            paramLabel = "CRM",
            description = "Destination, for example pipedrive; not needed with --state of a migration.")
    @Nullable
    String to;

    @Option(names = "--mapping", paramLabel = "FILE", description = "Mapping file; says what differs from the default.")
    @Nullable
    Path mapping;

    @Option(names = "--account", paramLabel = "FILE", description = "Account file. Without it a sandbox stands in.")
    @Nullable
    Path account;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The migration's state directory (default: .migrate/<export>-<crm>).")
    @Nullable
    Path state;

    @Option(names = "--time-zone", paramLabel = "ZONE", description = "Time zone of the export's dates.")
    @Nullable
    String timeZone;

    /** The same request a run would make, but that it confirms nothing. */
    RunRequest request() {
        if (export == null || to == null) {
            return known();
        }
        Path name = export.toAbsolutePath().normalize().getFileName();
        Path kept = state == null ? Path.of(".migrate", (name == null ? "export" : name) + "-" + to) : state;
        return new RunRequest(
                "migration",
                there(export, ExitCode.BAD_INPUT),
                Destination.of(to),
                mapping == null ? null : there(mapping, ExitCode.MAPPING),
                account == null ? null : there(account, ExitCode.CRM),
                kept.toAbsolutePath().normalize(),
                Path.of("out").toAbsolutePath().normalize(),
                false,
                false,
                false,
                0,
                true,
                timeZone,
                true);
    }

    /** The migration in the state directory, as it was asked for last. */
    private RunRequest known() {
        if (state == null) {
            throw new Stop(ExitCode.USAGE, "Say --export DIR and --to CRM, or --state DIR of a migration.");
        }
        Path file = mapping == null ? null : there(mapping, ExitCode.MAPPING);
        RunRequest request =
                KeptRequest.of(state).again(file, state, Path.of("out"), new KeptRequest.Told(false, false, 0, true));
        return export == null ? request : request.over(there(export, ExitCode.BAD_INPUT));
    }

    private static Path there(Path path, ExitCode code) {
        if (!Files.isReadable(path)) {
            throw new Stop(code, path + " does not exist or cannot be read; check the path.");
        }
        return path.toAbsolutePath().normalize();
    }
}
