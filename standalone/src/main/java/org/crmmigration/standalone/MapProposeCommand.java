package org.crmmigration.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Proposes a mapping file. */
@Command(
        name = "propose",
        description = {
            "Proposes a mapping file from the export and the account's live schema: existing fields that fit, with confidence,",
            "reason and what would be lost. Edit what it prints and hand it in with --mapping; nothing runs unconfirmed."
        },
        mixinStandardHelpOptions = true)
final class MapProposeCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    MapStudy study;

    @Option(names = "--write", paramLabel = "FILE", description = "Write the proposal to a file that is not there yet.")
    @Nullable
    Path write;

    @Option(names = "--json", description = "Print lines, candidates, names and confidence as JSON.")
    boolean json;

    @Override
    public Integer call() {
        RunRequest request = study.request();
        Progress progress = new Progress(spec.commandLine().getErr(), Terminal.there());
        return Session.with(request, progress, (api, destination) -> {
                    String path = "/api/migrations/" + request.migration();
                    MapPreviewCommand.bringIn(study, request, progress, api, destination);
                    awaitSchema(api, path);
                    return show(api.post(
                            path + "/mapping/proposal", JsonMapper.shared().createObjectNode()));
                })
                .status();
    }

    /** The loader reads the account when it opens the migration's lane. */
    private static void awaitSchema(MigrationApi api, String path) {
        Instant until = Instant.now().plus(PATIENCE);
        while (api.findText(path + "/schema", 409).isEmpty()) {
            JsonNode lane = api.get(path).path("lane");
            if (lane.path("reason").asString("").equals("needs admin")) {
                throw new Stop(ExitCode.CRM, lane.path("explanation").asString(""));
            }
            if (Instant.now().isAfter(until)) {
                throw new Stop(ExitCode.CRM, "The loader could not read the account's fields; check the account file.");
            }
            Waiting.pause(BETWEEN_LOOKS);
        }
    }

    private ExitCode show(JsonNode proposal) {
        PrintWriter out = spec.commandLine().getOut();
        String yaml = proposal.path("yaml").asString();
        if (write != null) {
            try {
                Files.writeString(write, yaml, StandardOpenOption.CREATE_NEW);
            } catch (IOException e) {
                throw new Stop(ExitCode.MACHINE, write + " is there already or cannot be written.", e);
            }
        }
        out.print(
                json
                        ? said(proposal).toPrettyString() + "\n"
                        : write == null ? yaml : "Proposal written to " + write + ".\n");
        out.flush();
        return ExitCode.OK;
    }

    private static ObjectNode said(JsonNode proposal) {
        ObjectNode said = JsonMapper.shared().createObjectNode();
        said.set("lines", proposal.path("lines"));
        said.set("names", proposal.path("names"));
        return said;
    }
}
