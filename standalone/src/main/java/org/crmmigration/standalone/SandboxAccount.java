package org.crmmigration.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.crmmigration.sandbox.Sandbox;
import org.crmmigration.sandbox.pipedrive.LimitSettings;
import org.crmmigration.sandbox.pipedrive.PipedriveSandbox;
import org.crmmigration.sandbox.pipedrive.PipedriveSettings;
import org.crmmigration.sandbox.pipedrive.Plan;

/**
 * The sandbox that stands in when no account is given. Its content survives in the state directory, so that a killed run
 * and a delta meet what they left.
 */
final class SandboxAccount implements AutoCloseable {

    private static final List<PipedriveSettings.Seat> USERS = List.of(
            new PipedriveSettings.Seat("Sandbox Admin", "admin@acme.example", true),
            new PipedriveSettings.Seat("Sandbox Sales", "sales@acme.example", true),
            new PipedriveSettings.Seat("Sandbox Former", "former@acme.example", false));

    private final Sandbox sandbox;
    private final Path accountFile;

    private SandboxAccount(Sandbox sandbox, Path accountFile) {
        this.sandbox = sandbox;
        this.accountFile = accountFile;
    }

    /** Starts the sandbox on a free port and writes the account file that leads to it. */
    static SandboxAccount start(StateDirectory state, boolean limits) {
        PipedriveSettings settings = PipedriveSettings.defaults()
                .withUsers(USERS)
                .withPlan(Plan.ULTIMATE, 1)
                .withLimits(limits ? LimitSettings.vendor() : LimitSettings.off())
                .withJournal(state.directory("sandbox").resolve("pipedrive.journal"));
        Sandbox sandbox = PipedriveSandbox.start(settings);
        Path file = state.directory("sandbox").resolve("account.yaml");
        try {
            Files.writeString(
                    file, """
                    # The sandbox that stands in for Pipedrive; written at every start.
                    url: %s
                    plan: %s
                    seats: 1
                    reserve: 0
                    credentials:
                      apiToken: %s
                    """.formatted(sandbox.url(), limits ? "ultimate" : "none", PipedriveSettings.DEFAULT_TOKEN));
        } catch (IOException e) {
            sandbox.close();
            throw new Stop(ExitCode.MACHINE, "The state directory cannot be written: " + e.getMessage(), e);
        }
        return new SandboxAccount(sandbox, file);
    }

    Path accountFile() {
        return accountFile;
    }

    /** Writes everything in the account as JSON. */
    void dump(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            sandbox.dump(out);
        } catch (IOException e) {
            throw new Stop(ExitCode.MACHINE, file + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
