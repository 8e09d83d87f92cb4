package org.crmmigration.standalone;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.crmmigration.mapping.kit.InvalidPair;
import org.crmmigration.mapping.kit.MappingCase;
import org.crmmigration.mapping.rule.MappingFile.UnknownDestination;
import org.crmmigration.mapping.tree.InvalidMapping;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs before-and-after pairs. */
@Command(
        name = "test",
        description = {
            "Maps before.json and compares with after.json, in a folder or in each folder below it.",
            "A folder NAME+VARIANT without before.json takes that of NAME beside it or, with --records, there.",
            "Ends with status 5 when any pair differs. --write writes what comes out where after.json is missing."
        },
        mixinStandardHelpOptions = true)
final class MapTestCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Parameters(paramLabel = "FILE|DIR", description = "A before.json, its folder, or a folder of such folders.")
    @SuppressWarnings("NullAway.Init")
    Path path;

    @Option(
            names = "--to",
            paramLabel = "CRM",
            description = "The destination (default: pipedrive).",
            defaultValue = "pipedrive")
    @SuppressWarnings("NullAway.Init")
    String to;

    @Option(names = "--mapping", paramLabel = "FILE", description = "Mapping file for pairs that have no mapping.yaml.")
    @Nullable
    Path mapping;

    @Option(
            names = "--records",
            paramLabel = "DIR",
            description = "Folder of pairs whose before.json are taken where a pair of the same name has none.")
    @Nullable
    Path records;

    @Option(names = "--write", description = "Write after.json where it is missing, to be read before it is kept.")
    boolean write;

    @Override
    public Integer call() {
        try {
            return test().status();
        } catch (InvalidPair e) {
            throw new Stop(ExitCode.BAD_INPUT, e.getMessage() + ".", e);
        } catch (UnknownDestination e) {
            throw new Stop(ExitCode.USAGE, e.getMessage() + ".", e);
        } catch (UncheckedIOException e) {
            throw new Stop(ExitCode.BAD_INPUT, path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private ExitCode test() {
        PrintWriter out = spec.commandLine().getOut();
        String differences = mapping == null ? null : MappingConfirmation.text(mapping);
        List<MappingCase> cases = MappingCase.in(path, records);
        if (cases.isEmpty()) {
            throw new Stop(ExitCode.BAD_INPUT, "There is no before.json in " + path + " or in a folder below it.");
        }
        long failed = 0;
        for (MappingCase pair : cases) {
            MappingCase.Outcome outcome = run(pair, differences);
            if (outcome.missing() && write) {
                write(pair, differences);
                out.println("wrote  " + outcome.name() + "/after.json");
            } else {
                out.println((outcome.passed() ? "ok     " : "FAILED ")
                        + outcome.name()
                        + (outcome.missing() ? ": no after.json; --write makes one" : ""));
                outcome.differences().forEach(sentence -> out.println("         " + sentence));
                failed += outcome.passed() ? 0 : 1;
            }
        }
        out.println("%d pairs, %d failed.".formatted(cases.size(), failed));
        out.flush();
        return failed == 0 ? ExitCode.OK : ExitCode.MAPPING;
    }

    private MappingCase.Outcome run(MappingCase pair, @Nullable String differences) {
        try {
            return pair.run(to, differences);
        } catch (InvalidMapping invalid) {
            throw unusable(pair, invalid);
        }
    }

    private void write(MappingCase pair, @Nullable String differences) {
        try {
            pair.write(to, differences);
        } catch (InvalidMapping invalid) {
            throw unusable(pair, invalid);
        }
    }

    private Stop unusable(MappingCase pair, InvalidMapping invalid) {
        return new Stop(
                ExitCode.MAPPING,
                "The mapping of %s cannot be used for %s (--to names another destination):\n%s"
                        .formatted(pair.folder().getFileName(), to, invalid.getMessage()),
                invalid);
    }
}
