package org.crmmigration.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The rules of what tags betray. */
@Command(
        name = "behaviours",
        description = {
            "Prints a migration's rules of what tags betray (forms, webinars, memberships ...), to be edited.",
            "With --set they are replaced; the next export applies them."
        },
        mixinStandardHelpOptions = true)
final class BehavioursCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "The migration's state directory.")
    @SuppressWarnings("NullAway.Init")
    Path state;

    @Option(names = "--set", paramLabel = "FILE", description = "YAML: behaviour to a list of regular expressions.")
    @Nullable
    Path rules;

    @Override
    public Integer call() throws IOException {
        String wanted = rules == null ? "" : Files.readString(rules);
        ConflictsCommand.with(state, (api, path) -> {
            if (!wanted.isEmpty()) {
                api.putYaml(path + "/behaviours", wanted);
            }
            spec.commandLine().getOut().print(api.text(path + "/behaviours"));
            spec.commandLine().getOut().flush();
        });
        return ExitCode.OK.status();
    }
}
