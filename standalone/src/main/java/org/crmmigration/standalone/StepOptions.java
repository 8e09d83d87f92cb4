package org.crmmigration.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the single steps of a migration take. */
final class StepOptions {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StateOptions common;

    @Option(
            names = "--mapping",
            paramLabel = "FILE",
            description = "Mapping file; without it the one handed in last is used, else the default.")
    @Nullable
    Path mapping;

    @Option(names = "--yes", description = "Confirm the mapping without asking.")
    boolean yes;

    RunRequest request() {
        if (mapping != null && !Files.isReadable(mapping)) {
            throw new Stop(ExitCode.MAPPING, "The mapping file " + mapping + " cannot be read; check the path.");
        }
        Path absolute = mapping == null ? null : mapping.toAbsolutePath().normalize();
        return KeptRequest.of(common.state)
                .again(
                        absolute,
                        common.state,
                        common.out,
                        new KeptRequest.Told(yes, common.wait, common.port, common.json));
    }
}
