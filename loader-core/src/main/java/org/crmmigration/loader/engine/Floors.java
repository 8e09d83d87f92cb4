package org.crmmigration.loader.engine;

import java.util.HashMap;
import java.util.Map;
import org.crmmigration.loader.port.CrmClient;
import org.jspecify.annotations.Nullable;

/**
 * Cursors below which an object about to be created cannot lie. A floor stays true for ever, a fresh one makes a later
 * search shorter, so one is used for a number of creates.
 */
final class Floors {

    private static final int USES = 500;

    private final CrmClient client;
    private final Map<String, Floor> floors = new HashMap<>();

    Floors(CrmClient client) {
        this.client = client;
    }

    private record Floor(@Nullable String cursor, int usesLeft) {}

    /** A floor taken before now. */
    synchronized @Nullable String of(Calls calls, String objectType) {
        Floor floor = floors.get(objectType);
        if (floor == null || floor.usesLeft() == 0) {
            floor = new Floor(calls.patiently(() -> client.floor(objectType)), USES);
        }
        floors.put(objectType, new Floor(floor.cursor(), floor.usesLeft() - 1));
        return floor.cursor();
    }
}
