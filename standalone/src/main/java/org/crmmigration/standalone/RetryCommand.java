package org.crmmigration.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drives failures again. */
@Command(
        name = "retry",
        description = {
            "Drives what failed or is parked in the last run again: all of it, by cause, or by key. Nothing else is touched.",
            "With --mapping the corrected mapping is confirmed first and applies."
        },
        mixinStandardHelpOptions = true)
final class RetryCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "The migration's state directory.")
    @SuppressWarnings("NullAway.Init")
    Path state;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    What what;

    @Option(names = "--mapping", paramLabel = "FILE", description = "The corrected mapping file.")
    @Nullable
    Path mapping;

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

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of REST interface and console (default: a free one).",
            defaultValue = "0")
    int port;

    @Option(names = "--json", description = "Print the report as JSON at the end, and nothing else on standard output.")
    boolean json;

    /** What is driven again. */
    static final class What {
        @Option(names = "--all", description = "Everything that failed or is parked.")
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
        if (mapping != null && !Files.isReadable(mapping)) {
            throw new Stop(ExitCode.MAPPING, "The mapping file " + mapping + " cannot be read; check the path.");
        }
        KeptRequest.Told told = new KeptRequest.Told(yes, wait, port, json);
        RunRequest request = KeptRequest.of(state).again(mapping, state, out, told);
        Some some = what.some;
        return new RetryRun(
                        request,
                        some == null ? List.of() : some.causes,
                        some == null ? List.of() : some.keys,
                        spec.commandLine())
                .execute()
                .status();
    }
}
