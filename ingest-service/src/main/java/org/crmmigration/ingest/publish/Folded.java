package org.crmmigration.ingest.publish;

import java.util.Map;
import org.crmmigration.ingest.fold.Listed;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.messaging.record.RecordMessage.Change;

/**
 * A folded record on its way to the topic.
 *
 * @param sequence its place in the generation
 */
record Folded(Listed listed, long sequence) {

    /** The whole record. */
    Packed complete(Payloads payloads, Map<Long, String> files) {
        Packed record = new Packed(payloads.read(listed.place()));
        listed.complete(record, files);
        return record;
    }

    /**
     * How the record with a hash compares with the generation before.
     *
     * @param before its hash there, empty when it was not there
     */
    Change change(String hash, String before) {
        if (listed.gone()) {
            return Change.VANISHED;
        }
        if (before.isEmpty()) {
            return Change.NEW;
        }
        return before.equals(hash) ? Change.IDENTICAL : Change.CHANGED;
    }
}
