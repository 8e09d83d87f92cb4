package org.crmmigration.ingest.kartra;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.crmmigration.messaging.SecretReference;

/** Asks the Kartra account that an account file names. */
public final class AccountSource {

    private final SecretReference secrets;
    private final Supplier<Pace> paces;

    /** A source that resolves references and keeps its calls apart as given. */
    public AccountSource(SecretReference secrets, Supplier<Pace> paces) {
        this.secrets = secrets;
        this.paces = paces;
    }

    /** A source with the process's environment and clock. */
    public static AccountSource ofProcess() {
        return new AccountSource(new SecretReference(), Pace::real);
    }

    /** What the account answers about itself, as files in a directory, and why it does not answer the rest. */
    public AccountFiles.Answers fetch(Path accountFile, Path directory) {
        try {
            KartraAccount account = KartraAccount.read(accountFile, secrets);
            return AccountFiles.fetch(new KartraClient(account, paces.get()), directory);
        } catch (KartraException e) {
            return new AccountFiles.Answers(List.of(), List.of(String.valueOf(e.getMessage())));
        }
    }
}
