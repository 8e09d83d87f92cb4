package org.crmmigration.mapping.plan;

import org.crmmigration.messaging.value.ObjectKey;

/**
 * Which record of a group was met first: 16 bytes a group, 32 while the table grows. For one thread while groups are new;
 * asking about one that was met changes nothing.
 */
final class Firsts {

    private long[] slots = new long[2048];
    private int size;

    /** Whether the record is the first of its group; who asks first is. */
    boolean isFirst(ObjectKey group, String sourceKey) {
        long key = Keys.hash(group);
        long record = Keys.hash(new ObjectKey("record", sourceKey));
        int slot = slot(slots, key);
        if (slots[slot] == 0) {
            add(key, record);
            return true;
        }
        return slots[slot + 1] == record;
    }

    private void add(long key, long record) {
        if (size * 4 >= slots.length) {
            grow();
        }
        int slot = slot(slots, key);
        slots[slot] = key;
        slots[slot + 1] = record;
        size++;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i] != 0) {
                int slot = slot(larger, slots[i]);
                larger[slot] = slots[i];
                larger[slot + 1] = slots[i + 1];
            }
        }
        slots = larger;
    }

    private static int slot(long[] slots, long key) {
        int slot = ((int) key * 2) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = (slot + 2) & (slots.length - 1);
        }
        return slot;
    }
}
