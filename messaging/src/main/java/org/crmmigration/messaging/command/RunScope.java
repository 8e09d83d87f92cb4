package org.crmmigration.messaging.command;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run is about.
 *
 * @param causes for a retry, the cause codes of the outcomes to drive again; empty means every cause
 * @param keys narrows the run to these objects, each {@code objectType|sourceKey}; empty means no narrowing. At most
 *     {@value #MAX_KEYS}, because a scope stands on the shared control topic
 * @param part narrows a rollback or a verification to a part of what was written
 */
public record RunScope(Reach reach, Set<String> causes, Set<String> keys, Part part) {

    /** How many keys a scope may name. */
    public static final int MAX_KEYS = 1_000;

    /** All the mapping makes. */
    public static final RunScope EVERYTHING = of(Reach.EVERYTHING);

    public RunScope {
        causes = Set.copyOf(causes);
        keys = Set.copyOf(keys);
        if (keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException(
                    "a run can name at most " + MAX_KEYS + " keys, not " + keys.size() + "; narrow it by cause");
        }
    }

    /** A scope that is narrowed by causes and keys alone. */
    public RunScope(Reach reach, Set<String> causes, Set<String> keys) {
        this(reach, causes, keys, Part.WHOLE);
    }

    /** A scope that is not narrowed. */
    public static RunScope of(Reach reach) {
        return new RunScope(reach, Set.of(), Set.of());
    }

    /** Whether nothing narrows it. */
    public boolean whole() {
        return causes.isEmpty() && keys.isEmpty() && part.equals(Part.WHOLE);
    }

    /**
     * A part of what was written.
     *
     * @param sinceRun written in this run or a later one
     * @param phase written in this phase
     * @param objectType of this type
     */
    public record Part(
            @Nullable String sinceRun,
            @Nullable Integer phase,
            @Nullable String objectType) {

        /** All of it. */
        public static final Part WHOLE = new Part(null, null, null);
    }

    /** The kinds of run. */
    public enum Reach {
        /** All commands; unchanged ones cause no call. */
        EVERYTHING,
        /** The vocabulary alone: fields, options, pipelines. */
        PREPARATION,
        /** Chosen records and what they refer to. */
        SAMPLE,
        /** Objects whose last outcome is a failure, or parked. */
        RETRY,
        /** What this migration wrote, taken back. */
        ROLLBACK,
        /** What this migration wrote, read back and compared. */
        VERIFICATION;

        /** Whether the commands come from the mapping; those of the others are written by reconcile-service. */
        public boolean mapped() {
            return switch (this) {
                case EVERYTHING, PREPARATION, SAMPLE, RETRY -> true;
                case ROLLBACK, VERIFICATION -> false;
            };
        }
    }
}
