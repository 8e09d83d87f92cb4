package org.crmmigration.mapping.run;

/** Told of every step at which a run can be killed; tests kill it there. */
@FunctionalInterface
public interface Checkpoint {

    /** Nothing happens at any step. */
    Checkpoint NONE = _ -> {};

    /** The steps of one chunk. */
    enum Step {
        /** Messages were sent inside a transaction that is still open. */
        SENT,
        /** The transaction is committed. */
        COMMITTED
    }

    /** The run is at this step. */
    void reached(Step step);
}
