package org.crmmigration.ingest.fold;

/**
 * What one row of the transaction log says.
 *
 * @param identity -1 when the contact is not known
 */
record Event(
        String tid,
        long file,
        long line,
        TransactionType type,
        long at,
        long identity,
        String sub,
        long pairing,
        long amount,
        String currency,
        String parent,
        String proc,
        String number) {

    /** Its texts as they are kept. */
    byte[] texts() {
        BytesOut out = new BytesOut(tid.length() + sub.length() + 8);
        out.text(tid);
        out.text(sub);
        return out.take();
    }
}
