package org.crmmigration.standalone;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.crmmigration.loader.AccountFile;
import org.crmmigration.loader.port.Account;
import org.crmmigration.messaging.SecretReference;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

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
        SandboxAccount sandbox = SandboxAccount.start(request.destination(), state, request.sandboxLimits());
        return new DestinationAccount(sandbox, sandbox.accountFile());
    }

    /**
     * Looks whether the account file of the request says all that is needed, without a call. A sandbox needs none.
     *
     * @throws Stop with file, key and what to do
     */
    static void mustBeUsable(RunRequest request) {
        if (request.account() != null) {
            try {
                Account account = new AccountFile(new SecretReference(System.getenv()))
                        .read(request.account().toString());
                request.destination().credentials().forEach(account::credential);
            } catch (Account.InvalidAccount e) {
                throw new Stop(ExitCode.CRM, String.valueOf(e.getMessage()), e);
            }
        }
    }

    Path accountFile() {
        return accountFile;
    }

    /** The URL the account file names; empty when it names none. */
    String url() {
        try (Reader file = Files.newBufferedReader(accountFile)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(file) instanceof Map<?, ?> account
                    ? String.valueOf(account.containsKey("url") ? account.get("url") : "")
                    : "";
        } catch (IOException | YAMLException _) {
            return ""; // the loader has said what is wrong with the file
        }
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
