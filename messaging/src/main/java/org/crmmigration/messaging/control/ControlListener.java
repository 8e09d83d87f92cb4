package org.crmmigration.messaging.control;

/**
 * Hears the control topic's buckets this instance owns, on one thread, in order: {@link #acquired}, the bucket's
 * history, {@link #ready}, then what is new, until {@link #lost}. Must not block longer than a few seconds: start work
 * elsewhere.
 */
public interface ControlListener {

    /** The bucket is ours; its history follows. */
    default void acquired(int bucket) {}

    /** A message, in history or new; compaction may have removed older ones of the same key. */
    void on(ControlMessage message);

    /** A key was retracted; {@code key} starts with the migration's slug and a slash. */
    default void retracted(int bucket, String key) {}

    /** The bucket's history has been read to its end. */
    default void ready(int bucket) {}

    /** The bucket is somebody else's; stop its work and write nothing more for it. */
    default void lost(int bucket) {}
}
