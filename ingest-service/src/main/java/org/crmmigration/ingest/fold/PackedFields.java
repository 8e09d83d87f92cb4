package org.crmmigration.ingest.fold;

import java.util.Arrays;
import java.util.Comparator;
import org.crmmigration.ingest.stage.FieldHashes;
import org.crmmigration.messaging.value.HashParts;
import org.crmmigration.messaging.value.KeyedHash;
import org.crmmigration.messaging.value.Value;

/** The fields of a {@link Packed} record, read in place. For the thread that opened them. */
public final class PackedFields {

    private static final int COMMON = 256;

    /** By how many fields there are, the order of the last names, which is that of most others of their kind. */
    private static final ThreadLocal<int[][]> LAST_ORDERS = ThreadLocal.withInitial(() -> new int[COMMON][0]);

    private static final ThreadLocal<HashParts> PARTS = ThreadLocal.withInitial(HashParts::new);

    private static final ThreadLocal<BytesIn.Words> CHOICES = ThreadLocal.withInitial(BytesIn.Words::new);

    private final byte[] bytes;
    private final BytesIn.Words words;
    private final String[] names;
    private final int[] begins;
    private final int[] values;
    private final int end;

    PackedFields(byte[] bytes, int from, int many, BytesIn.Words words) {
        this.bytes = bytes;
        this.words = words;
        names = new String[many];
        begins = new int[many];
        values = new int[many];
        BytesIn in = new BytesIn(bytes, from, words);
        for (int i = 0; i < many; i++) {
            begins[i] = in.at();
            names[i] = in.word();
            values[i] = in.at();
            ValueBytes.skip(in);
        }
        end = in.at();
    }

    /** How many there are. */
    public int size() {
        return names.length;
    }

    /** A field's name. */
    public String name(int field) {
        return names[field];
    }

    /** Whether a field was emptied. */
    public boolean nothing(int field) {
        return bytes[values[field]] == ValueBytes.NOTHING;
    }

    /** A field's value. */
    public Value value(int field) {
        return ValueBytes.read(new BytesIn(bytes, values[field], words));
    }

    /** A field's value, whose texts are few that often come again. */
    public Value choice(int field) {
        return ValueBytes.readWords(new BytesIn(bytes, values[field], CHOICES.get()));
    }

    /** The value of the field with a name, {@link Value#NOTHING} when there is none. */
    public Value value(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return value(i);
            }
        }
        return Value.NOTHING;
    }

    /** The hash of all names and values, as {@link KeyedHash} gives it for a map of them. */
    String hash(KeyedHash hash) {
        HashParts parts = PARTS.get();
        for (int field : order()) {
            int name = new BytesIn(bytes, begins[field], words).size();
            parts.begin();
            parts.bytes(bytes, values[field] - name, name);
            parts.end();
            ValueBytes.canonical(new BytesIn(bytes, values[field], words), bytes, parts);
        }
        return hash.of(parts);
    }

    /** Puts a number for each field into the array, by which it can be told from others and from other values. */
    void numbers(long[] into) {
        for (int i = 0; i < names.length; i++) {
            int until = i + 1 < names.length ? begins[i + 1] : end;
            int hash = 0;
            for (int at = values[i]; at < until; at++) {
                hash = (hash ^ bytes[at]) * 0x01000193;
            }
            into[i] = FieldHashes.field(names[i], hash);
        }
    }

    private int[] order() {
        int[][] orders = LAST_ORDERS.get();
        int place = names.length % COMMON;
        if (orders[place].length != names.length || !ascending(orders[place])) {
            Integer[] sorted = new Integer[names.length];
            Arrays.setAll(sorted, i -> i);
            Arrays.sort(sorted, Comparator.comparing(i -> names[i]));
            orders[place] = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
        }
        return orders[place];
    }

    private boolean ascending(int[] order) {
        for (int i = 1; i < order.length; i++) {
            if (names[order[i - 1]].compareTo(names[order[i]]) >= 0) {
                return false;
            }
        }
        return true;
    }
}
