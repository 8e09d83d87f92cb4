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

/** Drives failures again. */
@Command(
        name = "retry",
        description = {
            "Drives what failed or is parked in the last run again: all of it, by cause, or by key. Nothing else is touched.",
            "What a verification found different is looked at again as well (--cause different): what is missing is written,",
            "what a person changed stays and is reported.",
            "With --mapping the corrected mapping is confirmed first and applies."
        },
        mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StepOptions options;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    What what;

    /** What is driven again. */
    static final class What {
        @Option(names = "--all", description = "Everything that failed, is parked or was found different.")
        boolean all;

        @ArgGroup(exclusive = false)
        @Nullable
        Some some;
    }

    /** A part of it. */
    static final class Some {
        @Option(
                names = "--cause",
                paramLabel = "CODE",
                description = "A cause, as migrate failures prints it; may be repeated.")
        List<String> causes = List.of();

        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "A source key (contact:4711) or an object (person|contact:4711); may be repeated.")
        List<String> keys = List.of();
    }

    @Override
    public Integer call() {
        Some some = what.some;
        return new RetryRun(
                        options.request(),
                        some == null ? List.of() : some.causes,
                        some == null ? List.of() : some.keys,
                        spec.commandLine())
                .execute()
                .status();
    }
}
