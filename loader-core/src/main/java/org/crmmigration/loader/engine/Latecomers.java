package org.crmmigration.loader.engine;

import java.util.ArrayList;
import java.util.List;
import org.crmmigration.loader.view.KnownObjects;
import org.crmmigration.loader.view.ObjectState.Answer;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * Children that came before their parents: kept until the end of the phase, so that they are released by themselves when
 * the parent comes after all. A parent that was answered in this run already does not come again.
 */
final class Latecomers {

    private static final int MOST = 2_000;

    private final KnownObjects view;
    private final List<Delivered> waiting = new ArrayList<>();

    Latecomers(KnownObjects view) {
        this.view = view;
    }

    /** Keeps a command whose parent may still come; false when it is to be answered as it is. */
    boolean keeps(Delivered child, Result result) {
        Cause cause = result.cause();
        boolean orphan = result.status() == Status.PARKED
                && cause != null
                && cause.code().equals(Redrive.PARENT_PARKED);
        String parent = cause == null ? null : cause.parent();
        return orphan && parent != null && mayCome(ObjectKey.parse(parent), child) && add(child);
    }

    /** Those kept; none are afterwards. */
    synchronized List<Delivered> take() {
        List<Delivered> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    private boolean mayCome(ObjectKey parent, Delivered child) {
        Answer last = view.state(parent).last();
        return last == null || !last.run().equals(child.command().run());
    }

    private synchronized boolean add(Delivered child) {
        return waiting.size() < MOST && waiting.add(child);
    }
}
