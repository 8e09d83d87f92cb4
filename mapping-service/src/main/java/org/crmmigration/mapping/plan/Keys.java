package org.crmmigration.mapping.plan;

import java.util.Arrays;
import java.util.Set;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * The objects of a run that others may refer to, 64 bits each: a million contacts take 16 MiB. Two of a million keys
 * share their 64 bits with a probability of about one in 40 million; the effect would be one reference that is parked.
 * For one thread while keys are new; adding one that is there changes nothing.
 */
final class Keys {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Set<String> types;
    private long[] slots = new long[1024];
    private int size;

    /**
     * @param types object types that are referred to; others are not kept
     */
    Keys(Set<String> types) {
        this.types = types;
    }

    void add(ObjectKey key) {
        long hash = types.contains(key.objectType()) ? hash(key) : 0;
        if (hash == 0 || contains(hash)) {
            return;
        }
        if (size * 2 >= slots.length) {
            grow();
        }
        put(slots, hash);
        size++;
    }

    boolean contains(ObjectKey key) {
        return contains(hash(key));
    }

    private boolean contains(long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                return true;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return false;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        Arrays.stream(slots).filter(hash -> hash != 0).forEach(hash -> put(larger, hash));
        slots = larger;
    }

    private static void put(long[] slots, long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = hash;
    }

    static long hash(ObjectKey key) {
        long hash = mixed(mixed(FNV_OFFSET, key.objectType()) * FNV_PRIME, key.sourceKey());
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }

    private static long mixed(long start, String text) {
        long hash = start;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }
}
