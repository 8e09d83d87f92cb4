package org.crmmigration.dynamics;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.crmmigration.loader.port.CrmFault;
import org.jspecify.annotations.Nullable;

/**
 * Repeats calls that were refused for no fault of theirs: a web server may not know new metadata for half a minute, and
 * Dataverse rolls back what met a deadlock. What was unknown for so long is gone, and not waited for again until the
 * schema is read anew.
 */
final class Patience {

    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final Set<String> UNKNOWN = Set.of("unknown-column", "unknown-table");

    private final Consumer<Duration> sleeper;
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    /**
     * @param sleeper waits
     */
    Patience(Consumer<Duration> sleeper) {
        this.sleeper = sleeper;
    }

    /** The schema was read anew: what is unknown may be new again. */
    void renew() {
        gone.clear();
    }

    /** The fault of a call, once neither a lagging web server nor a rollback is to blame; null when it succeeded. */
    @Nullable
    CrmFault fault(Runnable call) {
        return fault(call, UNKNOWN);
    }

    /** Makes a call whose table or column may be new. */
    void run(Runnable call) {
        thrown(fault(call));
    }

    /** Makes a call that builds on other definitions, which may be new: to a server that lags they do not exist. */
    void define(Runnable call) {
        thrown(fault(call, Set.of("unknown-column", "unknown-table", "not-found")));
    }

    private static void thrown(@Nullable CrmFault fault) {
        if (fault != null) {
            throw fault;
        }
    }

    private @Nullable CrmFault fault(Runnable call, Set<String> lagging) {
        for (int attempt = 0; ; attempt++) {
            try {
                call.run();
                return null;
            } catch (CrmFault fault) {
                String unknown = lagging.contains(fault.detail().code()) ? unknown(fault) : "";
                boolean again = fault instanceof CrmFault.NotSent || (!unknown.isEmpty() && !gone.contains(unknown));
                if (!again) {
                    return fault;
                }
                if (attempt == PAUSES.size()) {
                    gone.add(unknown);
                    return fault;
                }
                sleeper.accept(PAUSES.get(attempt));
            }
        }
    }

    private static String unknown(CrmFault fault) {
        return fault.detail().code() + " " + fault.detail().field();
    }

    /** Whether a web server does not know a table or column yet. */
    static boolean lags(CrmFault fault) {
        return UNKNOWN.contains(fault.detail().code());
    }
}
