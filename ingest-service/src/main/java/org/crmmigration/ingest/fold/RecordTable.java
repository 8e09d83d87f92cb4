package org.crmmigration.ingest.fold;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.lane.Turns;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.table.Digest;
import org.crmmigration.ingest.table.FixedRows;
import org.crmmigration.ingest.table.Ordinals;
import org.crmmigration.ingest.table.Tables;
import org.crmmigration.messaging.record.Kind;
import org.jspecify.annotations.Nullable;

/** Folded records but orders, waiting to be put in order. */
final class RecordTable {

    private static final int CREATED = 0;
    private static final int SORT = 8;
    private static final int IDENTITY = 16;
    private static final int AT = 24;
    private static final int KEY_HASH = 32;
    /** The first sixteen bytes of the key behind the colon, by which most differ. */
    private static final int KEY_BEGINS = 40;

    private static final int KEY_GOES_ON = 48;
    private static final int SIZE = 56;
    private static final int GONE = 60;
    private static final int BYTES = 64;
    /** Hardly a key reaches further into a packed record. */
    private static final int HEAD = 96;

    private final Payloads payloads;
    private final Turns turns;
    private final FixedRows rows;
    private final Map<Kind, Ordinals> kinds = new EnumMap<>(Kind.class);

    RecordTable(Tables tables, Payloads payloads, Turns turns) {
        this.rows = tables.rows(BYTES);
        this.payloads = payloads;
        this.turns = turns;
    }

    /**
     * Keeps a record.
     *
     * @param identity the contact it belongs to, or is
     * @param gone whether the latest export of its kind lacks it
     */
    void put(Draft draft, @Nullable Long identity, boolean gone) {
        byte[] payload = draft.pack();
        String key = draft.key();
        long created = draft.createdAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        byte[] begin =
                Arrays.copyOf(key.substring(key.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8), 2 * Long.BYTES);
        ByteBuffer begins = ByteBuffer.wrap(begin);
        long sort = sort(key);
        long hash = Digest.of(key);
        turns.later(() -> {
            Place place = payloads.add(payload);
            int row = rows.add();
            rows.number(row, CREATED, created);
            rows.number(row, SORT, sort);
            rows.number(row, IDENTITY, identity == null ? -1 : identity);
            rows.number(row, AT, place.at());
            rows.number(row, KEY_HASH, hash);
            rows.number(row, KEY_BEGINS, begins.getLong(0));
            rows.number(row, KEY_GOES_ON, begins.getLong(Long.BYTES));
            rows.small(row, SIZE, place.size());
            rows.small(row, GONE, gone ? 1 : 0);
            of(draft.kind()).add(row);
        });
    }

    /** The records of a kind, as they were added. */
    Ordinals of(Kind kind) {
        return kinds.computeIfAbsent(kind, _ -> new Ordinals());
    }

    /** The records of a kind in the order in which they are published. */
    Ordinals inOrder(Kind kind) {
        Ordinals records = of(kind);
        if (kind != Kind.CONTACT && kind != Kind.NOTE) { // these have a key for each identity
            refuseDoubles(records);
        }
        records.sort(this::compare);
        return records;
    }

    Place place(int record) {
        return new Place(rows.number(record, AT), rows.small(record, SIZE));
    }

    /** The contact it is or belongs to, -1 for none. */
    long identity(int record) {
        return rows.number(record, IDENTITY);
    }

    boolean gone(int record) {
        return rows.small(record, GONE) == 1;
    }

    String key(int record) {
        payloads.flush();
        Place whole = place(record);
        Place head = new Place(whole.at(), Math.min(whole.size(), HEAD));
        return Packed.key(payloads.read(head)).orElseGet(() -> packed(whole).key());
    }

    /** A draft that was kept. */
    Draft draft(Place place) {
        return packed(place).draft();
    }

    /** A record that was kept, as bytes. */
    Packed packed(Place place) {
        payloads.flush();
        return new Packed(payloads.read(place));
    }

    private int compare(int one, int other) {
        int order = Long.compare(rows.number(one, CREATED), rows.number(other, CREATED));
        order = order == 0 ? Long.compare(rows.number(one, SORT), rows.number(other, SORT)) : order;
        order = order == 0 ? Long.compareUnsigned(rows.number(one, KEY_BEGINS), rows.number(other, KEY_BEGINS)) : order;
        order = order == 0
                ? Long.compareUnsigned(rows.number(one, KEY_GOES_ON), rows.number(other, KEY_GOES_ON))
                : order;
        return order == 0 && one != other
                ? Arrays.compareUnsigned(
                        key(one).getBytes(StandardCharsets.UTF_8), key(other).getBytes(StandardCharsets.UTF_8))
                : order;
    }

    private void refuseDoubles(Ordinals records) {
        records.sort((one, other) -> Long.compare(rows.number(one, KEY_HASH), rows.number(other, KEY_HASH)));
        for (int i = 1; i < records.count(); i++) {
            if (rows.number(records.at(i - 1), KEY_HASH) == rows.number(records.at(i), KEY_HASH)) {
                throw new IngestException("two records have the key " + key(records.at(i)));
            }
        }
    }

    /** The number at the end of a key, so that 9 comes before 10. */
    static long sort(String key) {
        long number = 0;
        for (int i = key.indexOf(':') + 1; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9' || i - key.indexOf(':') > 18) {
                return Long.MAX_VALUE;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
