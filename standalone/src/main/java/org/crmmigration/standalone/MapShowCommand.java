package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.mapping.rule.MappingFile.UnknownDestination;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A destination's default mapping with its comments. */
@Command(
        name = "show",
        description = "Prints the default mapping of a CRM with its comments.",
        mixinStandardHelpOptions = true)
final class MapShowCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "CRM",
            description = "pipedrive, freshsales, dynamics or highlevel.")
    @SuppressWarnings("NullAway.Init")
    String to;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.print(MappingFile.defaults(to));
        } catch (UnknownDestination e) {
            throw new Stop(
                    ExitCode.USAGE, e.getMessage() + "; --to takes pipedrive, freshsales, dynamics or highlevel.", e);
        }
        out.flush();
        return ExitCode.OK.status();
    }
}
