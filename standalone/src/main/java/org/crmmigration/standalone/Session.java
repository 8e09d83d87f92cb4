package org.crmmigration.standalone;

import java.time.Duration;
import java.time.Instant;

/** The platform and the account of one migration, up for as long as one command needs them. */
final class Session {

    private Session() {}

    /** What a command does while they are up. */
    @FunctionalInterface
    interface Work {
        /** Through the REST interfaces. */
        ExitCode with(MigrationApi api, DestinationAccount destination);
    }

    /**
     * Takes the state directory, starts the platform and a sandbox where one stands in, does the work and ends both.
     * What was asked for is kept in the state directory, for commands that come later.
     *
     * @throws Stop when this machine is in the way
     */
    static ExitCode with(RunRequest request, Progress progress, Work work) {
        DestinationAccount.mustBeUsable(request);
        return withoutCrm(request, progress, work);
    }

    /** The same for work that makes no call to the CRM, so that its account file need not be usable. */
    static ExitCode withoutCrm(RunRequest request, Progress progress, Work work) {
        Instant startedAt = Instant.now();
        Papers.mustBeWritable(request.out());
        try (Farewell _ = new Farewell();
                StateDirectory state = StateDirectory.take(request.state())) {
            System.setProperty("migrate.log", state.file("logs/migrate.log").toString());
            KeptRequest.keep(state, request);
            try (DestinationAccount destination = DestinationAccount.open(request, state);
                    Platform platform = Platform.start(state, request.port())) {
                progress.line("Platform ready after %s; console at %s/console"
                        .formatted(Progress.words(Duration.between(startedAt, Instant.now())), platform.url()));
                return work.with(new MigrationApi(platform.url()), destination);
            }
        }
    }
}
