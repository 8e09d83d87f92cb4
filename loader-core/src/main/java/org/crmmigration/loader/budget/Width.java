package org.crmmigration.loader.budget;

/**
 * How many calls go at once: as many as the account bears, or fewer when the server recommends so; half as many each
 * time it refuses calls for no window we know of, then slowly more again, and beyond what was refused only after a long
 * calm. Not thread-safe.
 */
final class Width {

    private static final int CALM = 64;
    private static final int LONG_CALM = 16_000;

    private final int most;
    private int ceiling;
    private int borne;
    private int now;
    private int calm;

    Width(int most) {
        this.most = most;
        this.ceiling = most;
        this.borne = most;
        this.now = most;
    }

    int now() {
        return now;
    }

    /** The server recommends so many. */
    void recommended(int atOnce) {
        boolean full = now == ceiling;
        ceiling = Math.clamp(atOnce, 1, most);
        now = full ? ceiling : Math.min(now, ceiling);
    }

    void refused() {
        calm = 0;
        borne = Math.max(1, now - 1);
        now = Math.max(1, now / 2);
    }

    void answered() {
        if (now < ceiling && ++calm >= (now < borne ? CALM : LONG_CALM)) {
            calm = 0;
            now++;
        }
    }
}
