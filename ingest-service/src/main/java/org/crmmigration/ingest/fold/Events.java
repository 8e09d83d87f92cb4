package org.crmmigration.ingest.fold;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.crmmigration.ingest.stage.Payloads;
import org.crmmigration.ingest.stage.Payloads.Place;
import org.crmmigration.ingest.table.Digest;
import org.crmmigration.ingest.table.FixedRows;
import org.crmmigration.ingest.table.Tables;

/**
 * What the transaction log says, an event for each of its ids, counted from 0: what joins and sorts in a table of numbers,
 * texts behind it in the scratch file. Texts are compared by 64 bits of a hash where only equality counts.
 */
final class Events {

    static final int AT = 0;
    static final int PAIRING = 8;
    static final int AMOUNT = 16;
    static final int REFUNDED = 24;
    static final int REFUNDED_AT = 32;
    static final int IDENTITY = 40;
    static final int LINE = 48;
    /** Hashes of texts, 0 where there is none. */
    static final int TID = 56;

    static final int SUB = 64;
    static final int PROC = 72;
    static final int PARENT = 80;
    static final int NUMBER = 88;
    /** The sum and the latest of what a payment carries. */
    static final int REBILL_TOTAL = 96;

    static final int LAST_REBILL = 104;
    private static final int DRAFT = 112;
    private static final int TEXTS = 120;
    private static final int DRAFT_SIZE = 128;
    private static final int TEXTS_SIZE = 132;
    private static final int FILE = 136;
    private static final int TYPE = 140;
    static final int LENGTH = 144;
    private static final int CURRENCY = 148;
    static final int REASON = 152;
    static final int METHOD = 156;
    /** Other events, one more than their number. */
    static final int CARRIER = 160;

    static final int FIRST_REFUND = 164;
    static final int LAST_REFUND = 168;
    static final int NEXT_REFUND = 172;
    /** The id as a number, so that 9 comes before 10. */
    static final int SORT = 176;

    static final int REBILLS = 184;
    /** The first sixteen bytes of the subscription, by which most differ. */
    static final int SUB_BEGINS = 188;

    static final int SUB_GOES_ON = 196;
    private static final int BYTES = 204;

    private static final List<TransactionType> TYPES = Arrays.stream(TransactionType.values())
            .sorted(Comparator.comparingInt(TransactionType::rank))
            .toList();

    private final FixedRows rows;
    private final Payloads payloads;
    private final EventOrder order = new EventOrder(this);
    private final Currencies currencies = new Currencies();

    Events(Tables tables, Payloads payloads) {
        this.rows = tables.rows(BYTES);
        this.payloads = payloads;
    }

    /**
     * Makes an event ready to be kept; any thread may.
     *
     * @param packed its draft, empty when nobody needs it
     * @return keeps it, for the one thread that adds
     */
    Runnable ready(Event event, byte[] packed) {
        byte[] texts = event.texts();
        ByteBuffer sub = ByteBuffer.wrap(Arrays.copyOf(event.sub().getBytes(StandardCharsets.UTF_8), 2 * Long.BYTES));
        long sort = RecordTable.sort("order:" + event.tid());
        long[] hashes = {
            hash(event.tid()), hash(event.sub()), hash(event.proc()), hash(event.parent()), hash(event.number())
        };
        return () -> {
            int row = rows.add();
            Place draft = packed.length == 0 ? Place.NONE : payloads.add(packed);
            Place text = payloads.add(texts);
            rows.number(row, AT, event.at());
            rows.number(row, PAIRING, event.pairing());
            rows.number(row, AMOUNT, event.amount());
            rows.number(row, IDENTITY, event.identity());
            rows.number(row, LINE, event.line());
            rows.number(row, TID, hashes[0]);
            rows.number(row, SUB, hashes[1]);
            rows.number(row, PROC, hashes[2]);
            rows.number(row, PARENT, hashes[3]);
            rows.number(row, NUMBER, hashes[4]);
            rows.number(row, SUB_BEGINS, sub.getLong(0));
            rows.number(row, SUB_GOES_ON, sub.getLong(Long.BYTES));
            rows.number(row, DRAFT, draft.at());
            rows.small(row, DRAFT_SIZE, draft.size());
            rows.number(row, TEXTS, text.at());
            rows.small(row, TEXTS_SIZE, text.size());
            rows.small(row, FILE, Math.toIntExact(event.file()));
            rows.small(row, TYPE, event.type().rank());
            rows.small(row, LENGTH, event.tid().codePointCount(0, event.tid().length()));
            rows.number(row, SORT, sort);
            rows.small(row, CURRENCY, currencies.code(event.file(), event.currency()));
        };
    }

    /** The currencies of all events. */
    Currencies currencies() {
        return currencies;
    }

    int count() {
        return rows.count();
    }

    long number(int event, int column) {
        return rows.number(event, column);
    }

    void number(int event, int column, long value) {
        rows.number(event, column, value);
    }

    int small(int event, int column) {
        return rows.small(event, column);
    }

    void small(int event, int column, int value) {
        rows.small(event, column, value);
    }

    TransactionType type(int event) {
        return TYPES.get(rows.small(event, TYPE));
    }

    long file(int event) {
        return rows.small(event, FILE);
    }

    /** A number that is the same for the same currency. */
    int currencyCode(int event) {
        return rows.small(event, CURRENCY);
    }

    String currency(int event) {
        return currencies.of(currencyCode(event));
    }

    /** What is left of an amount after refunds. */
    long net(int event) {
        return number(event, AMOUNT) - number(event, REFUNDED);
    }

    /** The draft that was kept with it. */
    Place draft(int event) {
        return new Place(rows.number(event, DRAFT), rows.small(event, DRAFT_SIZE));
    }

    /** Its id. */
    String tid(int event) {
        return texts(event).text();
    }

    /** Its subscription, empty when it has none. */
    String sub(int event) {
        BytesIn texts = texts(event);
        texts.skip(texts.size());
        return texts.text();
    }

    private BytesIn texts(int event) {
        payloads.flush();
        return new BytesIn(
                payloads.read(new Place(rows.number(event, TEXTS), rows.small(event, TEXTS_SIZE))), 0, Packed.words());
    }

    /** In which order they stand where it matters. */
    EventOrder order() {
        return order;
    }

    private static long hash(String text) {
        long hash = text.isEmpty() ? 0 : Digest.of(text);
        return hash == 0 && !text.isEmpty() ? 1 : hash;
    }
}
