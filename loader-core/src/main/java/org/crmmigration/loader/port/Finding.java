package org.crmmigration.loader.port;

/**
 * Something about an account that stands in the way of a migration, or is worth knowing before one.
 *
 * @param code groups findings of one kind, for example {@code privilege}
 * @param ask what to ask the CRM's administrator for, or what to decide; no personal data
 */
public record Finding(Severity severity, String code, String ask) {

    /** How much a finding matters, the gravest first. */
    public enum Severity {
        /** The migration cannot be done like this; the lane waits for the administrator. */
        ERROR,
        /** It would work, but differently than expected. */
        WARN,
        /** Worth knowing. */
        INFO
    }
}
