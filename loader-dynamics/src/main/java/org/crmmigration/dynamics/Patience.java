package org.crmmigration.dynamics;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.jspecify.annotations.Nullable;

/**
 * Repeats calls that were refused for no fault of theirs: a web server may not know new metadata for half a minute, and
 * Dataverse rolls back what met a deadlock. What was unknown for so long is gone, and not waited for again until the
 * schema is read anew. A column of ours that is gone is for a person to put back: every row would fail alike.
 */
final class Patience {

    private static final List<Duration> PAUSES =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final Set<String> UNKNOWN = Set.of("unknown-column", "unknown-table");

    private final Consumer<Duration> sleeper;
    private final String prefix;
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    /**
     * @param sleeper waits
     * @param prefix of what is made for migrations
     */
    Patience(Consumer<Duration> sleeper, String prefix) {
        this.sleeper = sleeper;
        this.prefix = prefix + "_";
    }

    /** The schema was read anew: what is unknown may be new again. */
    void renew() {
        gone.clear();
    }

    /** The fault of a call, once neither a lagging web server nor a rollback is to blame; null when it succeeded. */
    @Nullable
    CrmFault fault(Runnable call) {
        CrmFault fault = fault(call, UNKNOWN);
        return fault == null ? null : lost(fault);
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

    private CrmFault lost(CrmFault fault) {
        String column = fault.detail().field();
        return lags(fault) && column != null && column.startsWith(prefix)
                ? new CrmFault.Unavailable(
                        Detail.of(
                                "column-gone",
                                "the environment no longer knows the column " + column
                                        + ", which this migration writes; let preparation make it again (migrate prepare"
                                        + " --apply), or change the mapping"),
                        true,
                        null,
                        null)
                : fault;
    }

    private static String unknown(CrmFault fault) {
        return fault.detail().code() + " " + fault.detail().field();
    }

    /** Whether a web server does not know a table or column yet. */
    static boolean lags(CrmFault fault) {
        return UNKNOWN.contains(fault.detail().code());
    }
}
