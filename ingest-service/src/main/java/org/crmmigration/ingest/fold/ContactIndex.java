package org.crmmigration.ingest.fold;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.crmmigration.ingest.fold.ContactLookup.Found;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.ingest.table.Digest;

/**
 * All contacts that were folded, by Kartra's id and by address, in about 90 bytes of memory each. Texts are compared by
 * 64 bits of a hash; two contacts that share them are found while the index is built, and then there is none. That one of
 * a million texts to be found shares them with one of a million contacts has a chance of one in ten million.
 * Thread-safe once built.
 */
final class ContactIndex {

    private static final int NOBODY = -1;

    private final Slots byId;
    private final Slots byMail;
    private byte[] keys = new byte[1 << 16];
    private int[] ends;
    private int used;

    private ContactIndex(int contacts, int addresses, int highest) {
        byId = new Slots(contacts);
        byMail = new Slots(addresses);
        ends = new int[highest + 2];
    }

    /** An index, unless there are more contacts than memory is meant for, or two share a hash. */
    static Optional<ContactIndex> of(Sql sql, Contacts contacts, long most) {
        long highest = sql.number("select coalesce(max(id), 0) from identity").orElse(0L);
        long addresses = sql.number("select count(*) from address").orElse(0L);
        if (highest > most || addresses > most) {
            return Optional.empty();
        }
        ContactIndex index = new ContactIndex((int) highest, (int) addresses, (int) highest);
        int[] next = {0};
        sql.each("select id, source_key, kartra_id from identity order by id", row -> {
            if (contacts.folded(row.number(1))) {
                index.key(next, (int) row.number(1), row.text(2));
                if (!row.text(3).isEmpty()) {
                    index.byId.put(hash(row.text(3)), (int) row.number(1));
                }
            }
        });
        String[] last = {""};
        sql.each("select mail, identity from address order by mail, identity", row -> {
            if (contacts.folded(row.number(2)) && !row.text(1).equals(last[0])) {
                last[0] = row.text(1);
                index.byMail.put(hash(row.text(1)), (int) row.number(2));
            }
        });
        return index.byId.shared || index.byMail.shared ? Optional.empty() : Optional.of(index);
    }

    /** The contact with an id. */
    Optional<Found> byId(String id) {
        return found(byId.get(hash(id)));
    }

    /** The first contact with an address. */
    Optional<Found> byMail(String mail) {
        return found(byMail.get(hash(mail)));
    }

    private Optional<Found> found(int identity) {
        if (identity == NOBODY) {
            return Optional.empty();
        }
        int from = ends[identity];
        String key = new String(keys, from, ends[identity + 1] - from, StandardCharsets.ISO_8859_1);
        return Optional.of(new Found(identity, key));
    }

    private void key(int[] next, int identity, String key) {
        byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
        while (next[0] <= identity) {
            ends[next[0]++] = used;
        }
        if (used + bytes.length > keys.length) {
            keys = Arrays.copyOf(keys, Math.max(used + bytes.length, keys.length + (keys.length >> 1)));
        }
        System.arraycopy(bytes, 0, keys, used, bytes.length);
        used += bytes.length;
        ends[identity + 1] = used;
    }

    private static long hash(String text) {
        long hash = Digest.of(text);
        return hash == 0 ? 1 : hash;
    }

    /** Hash to identity, open addressing. */
    private static final class Slots {
        private final long[] hashes;
        private final int[] identities;
        private boolean shared;

        Slots(int entries) {
            int size = Integer.highestOneBit(Math.max(8, entries)) << 2;
            hashes = new long[size];
            identities = new int[size];
        }

        void put(long hash, int identity) {
            int at = at(hash);
            shared |= hashes[at] == hash;
            hashes[at] = hash;
            identities[at] = identity;
        }

        int get(long hash) {
            int at = at(hash);
            return hashes[at] == hash ? identities[at] : NOBODY;
        }

        private int at(long hash) {
            int mask = hashes.length - 1;
            int at = (int) hash & mask;
            while (hashes[at] != 0 && hashes[at] != hash) {
                at = (at + 1) & mask;
            }
            return at;
        }
    }
}
