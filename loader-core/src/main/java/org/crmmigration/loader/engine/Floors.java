package org.crmmigration.loader.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.crmmigration.loader.http.CallAbandoned;
import org.crmmigration.loader.port.CrmClient;
import org.jspecify.annotations.Nullable;

/**
 * Cursors below which an object about to be created cannot lie. A floor stays true for ever, a fresh one makes a later
 * search shorter, so one is used for a number of creates.
 */
final class Floors {

    private static final int USES = 500;

    private final CrmClient client;
    private final Map<String, Floor> floors = new ConcurrentHashMap<>();
    private final ReentrantLock asking = new ReentrantLock();

    Floors(CrmClient client) {
        this.client = client;
    }

    private record Floor(@Nullable String cursor, int usesLeft) {}

    /**
     * A floor taken before now. One asks for all, but is not waited for long: it may itself be held, and what is to be made
     * before the lane can go on needs a floor as well.
     */
    @Nullable
    String of(Calls calls, String objectType) {
        boolean alone = asksAlone();
        try {
            Floor floor = floors.get(objectType);
            if (floor == null || floor.usesLeft() == 0) {
                floor = new Floor(calls.patiently(() -> client.floor(objectType)), USES);
            }
            floors.put(objectType, new Floor(floor.cursor(), floor.usesLeft() - 1));
            return floor.cursor();
        } finally {
            if (alone) {
                asking.unlock();
            }
        }
    }

    private boolean asksAlone() {
        try {
            return asking.tryLock(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallAbandoned();
        }
    }
}
