package org.crmmigration.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the documents of the last run again. */
@Command(
        name = "report",
        description = "Writes the documents of a migration's last run to a directory.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    What what;

    /** The documents of a state directory, or a certificate. */
    static final class What {
        @Option(names = "--state", paramLabel = "DIR", description = "The migration's state directory.")
        @Nullable
        Path state;

        @Option(
                names = "--check",
                paramLabel = "FILE",
                description = "Check a verification certificate (certificate.json) and say what it states.")
        @Nullable
        Path check;
    }

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the documents go (default: out).",
            defaultValue = "out")
    @SuppressWarnings("NullAway.Init")
    Path out;

    @Option(names = "--json", description = "Print report.json instead.")
    boolean json;

    @Override
    public Integer call() {
        Path state = what.state;
        if (state == null) {
            return CertificateCheck.of(
                            Objects.requireNonNull(what.check),
                            spec.commandLine().getOut())
                    .status();
        }
        Path kept = state.resolve("documents");
        if (!Files.isDirectory(kept)) {
            KeptRequest.of(state);
            throw new Stop(
                    ExitCode.BAD_INPUT,
                    "No run has ended in " + state + " yet; migrate status --state " + state + " says where it is.");
        }
        PrintWriter print = spec.commandLine().getOut();
        try {
            if (json) {
                print.println(Files.readString(kept.resolve("report.json")));
            } else {
                copy(kept);
                print.println("Documents: " + out);
            }
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, "The documents cannot be written: " + e.getMessage(), e);
        }
        print.flush();
        return ExitCode.OK.status();
    }

    private void copy(Path kept) throws IOException {
        Files.createDirectories(out);
        List<Path> documents;
        try (var files = Files.list(kept)) {
            documents = files.toList();
        }
        for (Path document : documents) {
            Files.copy(document, out.resolve(document.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
