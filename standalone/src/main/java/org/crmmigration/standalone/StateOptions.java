package org.crmmigration.standalone;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command about a migration that exists takes. */
final class StateOptions {

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "The migration's state directory.")
    @SuppressWarnings("NullAway.Init")
    Path state;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the documents go (default: out).",
            defaultValue = "out")
    @SuppressWarnings("NullAway.Init")
    Path out;

    @Option(names = "--wait", description = "Wait when the day's budget is used up instead of ending with status 75.")
    boolean wait;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of REST interface and console (default: a free one).",
            defaultValue = "0")
    int port;

    @Option(names = "--json", description = "Print JSON at the end, and nothing else on standard output.")
    boolean json;

    /** What the migration was asked for last, for this command. */
    RunRequest request() {
        return KeptRequest.of(state).again(null, state, out, new KeptRequest.Told(true, wait, port, json));
    }
}
