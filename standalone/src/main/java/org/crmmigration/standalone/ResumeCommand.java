package org.crmmigration.standalone;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a paused or interrupted run go on to its end. */
@Command(
        name = "resume",
        description = {
            "Lets a run that was paused or interrupted go on to its end, and writes its documents.",
            "One that waits for a person goes on with --accept, once somebody has looked at what it says."
        },
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    StateOptions options;

    @Option(
            names = "--accept",
            description =
                    "Go on where the run waits for a person: what is gone is made again, what differs is taken as it is.")
    boolean accept;

    @Override
    public Integer call() {
        RunRequest request = options.request();
        Instant startedAt = Instant.now();
        Progress progress = new Progress(
                request.json()
                        ? spec.commandLine().getErr()
                        : spec.commandLine().getOut(),
                Terminal.there());
        String path = "/api/migrations/" + request.migration();
        return Session.with(request, progress, (api, destination) -> {
                    RunWatch watch = new RunWatch(api, path, request, progress);
                    if (!watch.unfinished()) {
                        throw new Stop(
                                ExitCode.BAD_INPUT, "No run is paused or interrupted; there is nothing to resume.");
                    }
                    (accept ? watch.accepting() : watch).toTheEnd();
                    String export = api.get(path).path("export").asString("");
                    return new Documents(
                                    api,
                                    path,
                                    request,
                                    progress,
                                    spec.commandLine().getOut())
                            .write(destination, new ExportIntake.Intake(export, List.of()), startedAt);
                })
                .status();
    }
}
