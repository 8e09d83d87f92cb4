package org.crmmigration.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The account a run goes to: the customer's, or a sandbox started for it. */
final class DestinationAccount implements AutoCloseable {

    private final @Nullable SandboxAccount sandbox;
    private final Path accountFile;

    private DestinationAccount(@Nullable SandboxAccount sandbox, Path accountFile) {
        this.sandbox = sandbox;
        this.accountFile = accountFile;
    }

    /** The account of the request; without one the destination's sandbox. */
    static DestinationAccount open(RunRequest request, StateDirectory state) {
        if (request.account() != null) {
            return new DestinationAccount(null, request.account());
        }
        SandboxAccount sandbox = SandboxAccount.start(state, request.sandboxLimits());
        return new DestinationAccount(sandbox, sandbox.accountFile());
    }

    Path accountFile() {
        return accountFile;
    }

    boolean sandbox() {
        return sandbox != null;
    }

    /** Writes the sandbox's content to {@code crm.json} of the directory; nothing for a customer's account. */
    void dump(Path directory) {
        if (sandbox != null) {
            sandbox.dump(directory.resolve("crm.json"));
        }
    }

    @Override
    public void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
