package org.crmmigration.ingest.publish;

import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.fold.Listed;
import org.crmmigration.ingest.fold.Packed;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.RecordHashes.Known;
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
     * @param before what it was there, empty when it was not there
     */
    Change change(String hash, Optional<Known> before) {
        if (listed.gone()) {
            return Change.VANISHED;
        }
        return before.map(known -> known.hash().equals(hash) ? Change.IDENTICAL : Change.CHANGED)
                .orElse(Change.NEW);
    }
}
