package org.crmmigration.reconcile.life;

import java.util.Map;

/** A request that cannot be done now, or not at all. The message says why and what to do; details are for programs. */
public final class Refusal extends RuntimeException {

    private final Kind kind;
    private final Map<String, Object> details;

    /** Why. */
    public enum Kind {
        /** What was asked for makes no sense as it stands. */
        INVALID,
        /** There is no such thing. */
        NOT_FOUND,
        /** Not in this state. */
        CONFLICT,
        /** Another instance looks after it, or this one is still starting. */
        NOT_READY
    }

    /** A refusal with details. */
    public Refusal(Kind kind, String message, Map<String, Object> details) {
        super(message);
        this.kind = kind;
        this.details = Map.copyOf(details);
    }

    /** A refusal. */
    public Refusal(Kind kind, String message) {
        this(kind, message, Map.of());
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }

    /** For programs. */
    public Map<String, Object> details() {
        return details;
    }
}
