package org.crmmigration.sandbox.dynamics.metadata;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A set of columns whose values identify a row. Usable only when its index is active.
 *
 * @param pollsLeft how often the status will still be read before the index is built
 */
public record AlternateKey(
        String table, String schemaName, List<String> columns, Status status, int pollsLeft, String label) {

    public AlternateKey {
        columns = List.copyOf(columns);
    }

    /** How far the index is. */
    public enum Status {
        PENDING("Pending"),
        IN_PROGRESS("InProgress"),
        ACTIVE("Active"),
        FAILED("Failed");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static Status ofWord(String word) {
            for (Status status : values()) {
                if (status.word.equals(word)) {
                    return status;
                }
            }
            throw new IllegalArgumentException("no key status " + word);
        }
    }

    public UUID id() {
        return UUID.nameUUIDFromBytes(("key:" + table + "." + schemaName).getBytes(StandardCharsets.UTF_8));
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    public AlternateKey with(Status next, int polls) {
        return new AlternateKey(table, schemaName, columns, next, polls, label);
    }
}
