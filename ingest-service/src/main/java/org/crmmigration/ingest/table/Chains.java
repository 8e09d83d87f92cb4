package org.crmmigration.ingest.table;

/** Several numbers of one hash, for the hashes that somebody asks for; numbers of others are not kept. */
public final class Chains {

    private static final int NONE = LongIndex.NONE;
    private static final int VALUE = 0;
    private static final int NEXT = 4;

    private final LongIndex heads;
    private final FixedRows first;
    private final FixedRows links;

    /** Chains without numbers. */
    public Chains(Tables tables) {
        heads = tables.index();
        first = tables.rows(Integer.BYTES);
        links = tables.rows(2 * Integer.BYTES);
    }

    /** Keeps numbers of a hash from now on. */
    public void open(long hash) {
        if (heads.get(hash) == NONE) {
            heads.put(hash, first.add());
        }
    }

    /** Adds a number, if its hash was opened. */
    public void add(long hash, int value) {
        int head = heads.get(hash);
        if (head != NONE) {
            int link = links.add();
            links.small(link, VALUE, value);
            links.small(link, NEXT, first.small(head, 0));
            first.small(head, 0, link + 1);
        }
    }

    /** The latest link of a hash, -1 when there is none. */
    public int first(long hash) {
        int head = heads.get(hash);
        return head == NONE ? NONE : first.small(head, 0) - 1;
    }

    /** The link before another, -1 when there is none. */
    public int next(int link) {
        return links.small(link, NEXT) - 1;
    }

    /** The number of a link. */
    public int value(int link) {
        return links.small(link, VALUE);
    }
}
