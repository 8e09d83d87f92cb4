package org.crmmigration.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.crmmigration.sandbox.Sandbox;

/**
 * The sandbox that stands in when no account is given. Its content survives in the state directory, so that a killed run
 * and a delta meet what they left.
 */
final class SandboxAccount implements AutoCloseable {

    private final Sandbox sandbox;
    private final Path accountFile;

    private SandboxAccount(Sandbox sandbox, Path accountFile) {
        this.sandbox = sandbox;
        this.accountFile = accountFile;
    }

    /** Reads a word of the command line: whether the sandbox enforces limits. */
    static boolean limits(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new Stop(ExitCode.USAGE, "--sandbox-limits takes on or off, not '" + word + "'.");
        };
    }

    /** Starts the destination's sandbox on a free port and writes the account file that leads to it. */
    static SandboxAccount start(Destination destination, StateDirectory state, boolean limits) {
        Path directory = state.directory("sandbox");
        StandIn standIn = standIn(destination, directory.resolve(destination.word() + ".journal"), limits);
        Path file = directory.resolve("account.yaml");
        try {
            Files.writeString(
                    file,
                    "# The sandbox that stands in for the CRM; written at every start.\n" + standIn.accountFile());
        } catch (IOException e) {
            standIn.sandbox().close();
            throw new Stop(ExitCode.MACHINE, "The state directory cannot be written: " + e.getMessage(), e);
        }
        return new SandboxAccount(standIn.sandbox(), file);
    }

    private static StandIn standIn(Destination destination, Path journal, boolean limits) {
        return switch (destination) {
            case PIPEDRIVE -> PipedriveStandIn.start(journal, limits);
            case DYNAMICS -> DynamicsStandIn.start(journal, limits);
        };
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
