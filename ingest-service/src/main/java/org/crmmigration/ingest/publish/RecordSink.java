package org.crmmigration.ingest.publish;

import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.Change;

/** Where records and findings go. What was sent is lasting once {@link #flush} returns, and not before. */
public interface RecordSink extends AutoCloseable {

    /** How much of an export's generation stands there already. */
    Progress progress(String export);

    /** How many of an export's findings stand there already. */
    long findings(String export);

    /** A parcel that sends nothing. */
    Parcel NOTHING = () -> {};

    /** Takes the next message. */
    default void send(RecordMessage message) {
        pack(message).send();
    }

    /** Makes a message ready to be sent; any thread may do so, also several at a time. */
    Parcel pack(RecordMessage message);

    /** Makes a source record ready to be sent, as {@link #pack(RecordMessage)} would. */
    default Parcel pack(Packed record, String export, long sequence, String hash, Change change) {
        return pack(record.draft().record(export, sequence, hash, change));
    }

    /**
     * Takes the next finding.
     *
     * @param ordinal its place among the export's findings, from 0
     */
    void send(Finding finding, long ordinal);

    /** Returns when everything sent is lasting. */
    void flush();

    @Override
    void close();

    /** A message that is ready. */
    interface Parcel {
        /** Takes the message; one thread alone sends. */
        void send();
    }

    /** How much of a generation is lasting. */
    sealed interface Progress {
        /** Not even its beginning. */
        record NotBegun() implements Progress {}

        /** Its beginning and all records before this sequence number. */
        record Reached(long nextSequence) implements Progress {}

        /** All of it. */
        record Complete() implements Progress {}
    }
}
