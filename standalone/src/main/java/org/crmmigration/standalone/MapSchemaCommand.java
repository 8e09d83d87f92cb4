package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.crmmigration.mapping.rule.MappingFile.UnknownDestination;
import org.crmmigration.mapping.rule.MappingSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The JSON Schema of mapping files. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of mapping files, for editors; with --to also what may be chosen there.",
        mixinStandardHelpOptions = true)
final class MapSchemaCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--to", paramLabel = "CRM", description = "pipedrive, freshsales, dynamics or highlevel.")
    @Nullable
    String to;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.print(to == null ? MappingSchema.text() : MappingSchema.text(to));
        } catch (UnknownDestination e) {
            throw new Stop(
                    ExitCode.USAGE, e.getMessage() + "; --to takes pipedrive, freshsales, dynamics or highlevel.", e);
        }
        out.flush();
        return ExitCode.OK.status();
    }
}
