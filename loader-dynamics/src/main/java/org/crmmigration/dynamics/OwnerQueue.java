package org.crmmigration.dynamics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Owners that commands named and the environment does not have as enabled users, with how often. */
final class OwnerQueue {

    private final Map<String, Long> unmatched = new ConcurrentHashMap<>();

    void met(@Nullable String email) {
        if (email != null) {
            unmatched.merge(email, 1L, Long::sum);
        }
    }

    Map<String, Long> unmatched() {
        return Map.copyOf(unmatched);
    }
}
