package org.crmmigration.reconcile.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;

/** What ingest announces of the records it published. */
public final class Contents {

    private Contents() {}

    /** The checksum in an export's end marker. */
    public static String checksum(List<RecordMessage> messages) {
        StringBuilder all = new StringBuilder();
        for (RecordMessage message : messages) {
            if (message instanceof SourceRecord record) {
                all.append(record.sourceKey())
                        .append('\n')
                        .append(record.contentHash())
                        .append('\n');
            }
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
