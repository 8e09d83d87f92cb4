package org.crmmigration.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands that look at an export need. */
final class MapStudy {

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

    private static Path there(Path path, ExitCode code) {
        if (!Files.isReadable(path)) {
            throw new Stop(code, path + " does not exist or cannot be read; check the path.");
        }
        return path.toAbsolutePath().normalize();
    }
}
