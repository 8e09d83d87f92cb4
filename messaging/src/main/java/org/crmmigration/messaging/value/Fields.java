package org.crmmigration.messaging.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Named values in their order, in arrays: many times cheaper to make and to walk through than a linked map, which counts
 * where millions of records and commands are made. Values may be read from where they stand only once they are asked for,
 * so that what nobody looks at costs nothing. Begins empty; for one thread until it is given away, then nobody changes it
 * and it is thread-safe.
 */
public final class Fields extends AbstractMap<String, Value> {

    private static final int FEWEST = 8;

    private final @Nullable Source source;
    private String[] names;
    private @Nullable Value[] values;
    private int size;
    /** Place and 1 of the name that hashes there, or somewhat before; 0 where none does. */
    private short[] slots;

    /** Where values stand that are read once they are asked for. */
    @FunctionalInterface
    public interface Source {
        /** The value at a place, from 0; asked again it says the same. */
        Value at(int place);
    }

    /** None yet; about so many are expected. */
    public Fields(int expected) {
        this(expected, null);
    }

    /** None yet; values that were added by {@link #add(String)} are asked of the source. */
    public Fields(int expected, @Nullable Source source) {
        int room = Math.max(FEWEST, expected);
        this.source = source;
        this.names = new String[room];
        this.values = new Value[room];
        this.slots = new short[Integer.highestOneBit(room) * 4];
    }

    /** Adds a name whose value the source will say; its place is the number of those before. False when it is there. */
    public boolean add(String name) {
        int slot = slot(name);
        if (slots[slot] != 0) {
            return false;
        }
        append(slot, name, null);
        return true;
    }

    /** Sets a value; a new name comes last. */
    public void set(String name, Value value) {
        int slot = slot(name);
        if (slots[slot] == 0) {
            append(slot, name, value);
        } else {
            values[slots[slot] - 1] = value;
        }
    }

    /** Sets a value unless the name has one. */
    public void setIfAbsent(String name, Value value) {
        int slot = slot(name);
        if (slots[slot] == 0) {
            append(slot, name, value);
        }
    }

    /** Replaces the value of a name, if it has one. */
    public void replace(String name, UnaryOperator<Value> change) {
        int slot = slot(name);
        if (slots[slot] != 0) {
            int place = slots[slot] - 1;
            values[place] = change.apply(value(place));
        }
    }

    private void append(int slot, String name, @Nullable Value value) {
        if (size == names.length) {
            if (size * 2 > Short.MAX_VALUE) {
                throw new IllegalStateException("a record has no more than " + size + " fields");
            }
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = name;
        values[size] = value;
        slots[slot] = (short) ++size;
        if (size * 2 > slots.length) {
            slots = new short[slots.length * 2];
            for (int place = 0; place < size; place++) {
                slots[slot(names[place])] = (short) (place + 1);
            }
        }
    }

    /** Where a name is, or would be. */
    private int slot(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        int slot = hash >>> 16 & slots.length - 1;
        while (slots[slot] != 0 && !name.equals(names[slots[slot] - 1])) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    /** The name at a place, from 0. */
    public String name(int place) {
        return names[place];
    }

    /** The value at a place, from 0. */
    public Value value(int place) {
        Value known = values[place];
        if (known == null) {
            if (source == null) {
                throw new IllegalStateException(names[place] + " was added without a value");
            }
            known = source.at(place);
            values[place] = known;
        }
        return known;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable Value get(@Nullable Object name) {
        int found = name instanceof String text ? slots[slot(text)] : 0;
        return found == 0 ? null : value(found - 1);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String text && slots[slot(text)] != 0;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Value> visitor) {
        for (int place = 0; place < size; place++) {
            visitor.accept(names[place], value(place));
        }
    }

    @Override
    public Set<Map.Entry<String, Value>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Map.Entry<String, Value>> iterator() {
                return new Walk();
            }
        };
    }

    private final class Walk implements Iterator<Map.Entry<String, Value>> {
        private int place;

        @Override
        public boolean hasNext() {
            return place < size;
        }

        @Override
        public Map.Entry<String, Value> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int now = place++;
            return Map.entry(names[now], value(now));
        }
    }
}
