package org.crmmigration.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What failed or is parked. */
@Command(
        name = "failures",
        description = "Lists what failed or is parked in a migration's last run, as CSV or JSON.",
        mixinStandardHelpOptions = true)
final class FailuresCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "The migration's state directory.")
    @SuppressWarnings("NullAway.Init")
    Path state;

    @Option(names = "--json", description = "Print JSON, grouped by cause, instead of CSV.")
    boolean json;

    @Override
    public Integer call() {
        Path file = state.resolve("documents").resolve(json ? "failures.json" : "failures.csv");
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.println(Files.readString(file).stripTrailing());
        } catch (IOException e) {
            throw new Stop(
                    ExitCode.BAD_INPUT,
                    "No run has ended in " + state + " yet; migrate status --state " + state + " says where it is.",
                    e);
        }
        out.flush();
        return ExitCode.OK.status();
    }
}
