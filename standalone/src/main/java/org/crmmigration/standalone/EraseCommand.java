package org.crmmigration.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Erases everything kept of a migration. What is in the CRM stays. */
@Command(
        name = "erase",
        description = {
            "Erases everything that is kept of a migration: topics, files, secrets, documents in the state directory.",
            "What is in the CRM stays (take it back first if it should not), and so do documents handed over elsewhere."
        },
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {

    private static final String AUDIT = "erased.json";
    private static final List<String> LEFT = List.of(AUDIT, "lock");

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StateOptions options;

    @Option(names = "--yes", description = "Erase; without it nothing is done.")
    boolean yes;

    @Override
    public Integer call() {
        RunRequest request = options.request();
        if (!yes) {
            throw new Stop(
                    ExitCode.USAGE,
                    "This erases everything kept of migration " + request.migration() + " in " + options.state
                            + " for good; say --yes to do it.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(request.json() ? spec.commandLine().getErr() : out, false);
        Session.withoutCrm(request, progress, (api, destination) -> {
            String path = "/api/migrations/" + request.migration();
            if (!api.get(path).path("state").asString("").equals("ERASED")) {
                api.post(path + "/erasure", JsonMapper.shared().createObjectNode());
            }
            return ExitCode.OK;
        });
        long files = clear(request.state());
        ObjectNode audit = JsonMapper.shared().createObjectNode();
        audit.put("migration", request.migration()).put("state", "ERASED");
        audit.put("at", Instant.now().toString()).put("filesDeleted", files);
        new Papers(request.state()).write(AUDIT, audit.toPrettyString());
        progress.line("Erased: topics, secrets and %,d files. What remains is %s, which names nobody."
                .formatted(files, request.state().resolve(AUDIT)));
        if (request.json()) {
            out.println(audit.toPrettyString());
            out.flush();
        }
        return ExitCode.OK.status();
    }

    private static long clear(Path root) {
        long deleted = 0;
        try (var all = Files.walk(root)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                boolean stays =
                        file.equals(root) || LEFT.contains(root.relativize(file).toString());
                if (!stays) {
                    deleted += Files.isDirectory(file) ? 0 : 1;
                    Files.deleteIfExists(file);
                }
            }
            return deleted;
        } catch (IOException e) {
            throw new Stop(
                    ExitCode.MACHINE, "Not everything could be deleted: " + e.getMessage() + "; say it again.", e);
        }
    }
}
