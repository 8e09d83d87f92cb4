package org.crmmigration.messaging.registry;

/**
 * What a new version of a subject must be able to read, or be read by. The names are the registry's own.
 *
 * @see <a href="https://docs.confluent.io/platform/8.0/schema-registry/fundamentals/schema-evolution.html">Schema
 *     evolution, Confluent Platform 8.0</a>
 */
public enum CompatibilityLevel {
    /** Anything goes. */
    NONE(false, false, false),
    /** The new schema reads what the latest version wrote. */
    BACKWARD(true, false, false),
    /** The new schema reads what every earlier version wrote. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** The latest version reads what the new schema writes. */
    FORWARD(false, true, false),
    /** Every earlier version reads what the new schema writes. */
    FORWARD_TRANSITIVE(false, true, true),
    /** Both directions against the latest version. */
    FULL(true, true, false),
    /** Both directions against every earlier version. */
    FULL_TRANSITIVE(true, true, true);

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /** Whether the new schema must read older data. */
    public boolean backward() {
        return backward;
    }

    /** Whether older schemas must read new data. */
    public boolean forward() {
        return forward;
    }

    /** Whether all earlier versions count, not only the latest. */
    public boolean transitive() {
        return transitive;
    }
}
