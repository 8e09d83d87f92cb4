package org.crmmigration.ingest.kartra;

import java.util.Locale;

/**
 * The commands that may be sent; all of them read, and concern the account as a whole. Kartra's API has no scopes that
 * only read, so nothing else can be named (reference: Kartra developer documentation, commands of the inbound API).
 */
public enum ReadCommand {
    /** Definitions of custom fields; answers {@code custom_fields}. */
    RETRIEVE_CUSTOM_FIELDS("custom_fields"),
    /** Names of all tags; answers {@code account_tags}. */
    RETRIEVE_ACCOUNT_TAGS("account_tags"),
    /** Names of all lists; answers {@code account_lists}. */
    RETRIEVE_ACCOUNT_LISTS("account_lists"),
    /** Names of all sequences; answers {@code account_sequences}. */
    RETRIEVE_ACCOUNT_SEQUENCES("account_sequences");

    private final String result;

    ReadCommand(String result) {
        this.result = result;
    }

    /** The command as it is sent. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of the answer that holds the result. */
    public String result() {
        return result;
    }
}
