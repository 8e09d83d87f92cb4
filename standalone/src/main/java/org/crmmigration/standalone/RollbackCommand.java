package org.crmmigration.standalone;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes back what a migration wrote. */
@Command(
        name = "rollback",
        description = {
            "Takes back what a migration wrote: created objects are deleted, changed ones restored, in reverse order.",
            "What persons changed since stays, and is reported with both values. Killed and called again it goes on."
        },
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StateOptions options;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    How how;

    @Option(names = "--run", paramLabel = "RUN", description = "Only what this run and later ones wrote, e.g. run-2.")
    @Nullable
    String run;

    @Option(names = "--phase", paramLabel = "N", description = "Only what this phase wrote.")
    @Nullable
    Integer phase;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only objects of this type, e.g. deal.")
    @Nullable
    String type;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Only this source key (contact:4711) or object (person|contact:4711); may be repeated.")
    List<String> keys = List.of();

    /** Whether to look or to act. */
    static final class How {
        @Option(names = "--preview", description = "Say what would happen, and what would stay; write nothing.")
        boolean preview;

        @Option(names = "--apply", description = "Do it.")
        boolean apply;
    }

    @Override
    public Integer call() {
        RollbackRun.Part part = new RollbackRun.Part(run, phase, type, keys);
        RollbackRun rollback = new RollbackRun(options.request(), part, spec.commandLine());
        return (how.preview ? rollback.preview() : rollback.apply()).status();
    }
}
