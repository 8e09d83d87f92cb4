package org.crmmigration.loader.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.BudgetSignal;

/** All rolling windows of an account; a call counts in those that its cost names. Not thread-safe. */
final class Windows {

    private final Map<String, RollingWindow> byName = new LinkedHashMap<>();

    Windows(List<AccountLimits.Window> limits, double reserve) {
        limits.forEach(window -> byName.put(window.name(), new RollingWindow(window, reserve)));
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /** The earliest time at which a call may go that counts in these; {@link Instant#MAX} when an answer has to come first. */
    Instant earliest(Collection<String> names, Instant now) {
        return counting(names)
                .map(window -> window.earliest(now))
                .max(Instant::compareTo)
                .orElse(now);
    }

    void take(Collection<String> names) {
        counting(names).forEach(RollingWindow::take);
    }

    void answered(Collection<String> names, Instant granted, Instant now) {
        counting(names).forEach(window -> window.answered(granted, now));
    }

    void refused(Instant now) {
        byName.values().forEach(window -> window.refused(now));
    }

    /**
     * Takes in what the server says of the window a call counts in; of several it says nothing we could tell apart.
     *
     * @return how long others have used the window up, zero when they have not
     */
    Duration heard(Collection<String> names, BudgetSignal signal, Instant now) {
        if (names.size() != 1) {
            return Duration.ZERO;
        }
        return counting(names)
                .map(window -> heard(window, signal, now))
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static Duration heard(RollingWindow window, BudgetSignal signal, Instant now) {
        Integer limit = signal.windowLimit();
        if (limit != null && limit > 0) {
            window.limit(limit);
        }
        Integer remaining = signal.windowRemaining();
        boolean spentByOthers = remaining != null && remaining == 0 && window.occupied(now) < window.limit();
        if (!spentByOthers) {
            return Duration.ZERO;
        }
        return Objects.requireNonNullElse(signal.windowReset(), window.length());
    }

    /** Length of the shortest window, a second when there is none. */
    Duration shortest() {
        return byName.values().stream()
                .map(RollingWindow::length)
                .min(Duration::compareTo)
                .orElse(Duration.ofSeconds(1));
    }

    /** By the windows that most of so many calls count in; zero when there is none. */
    double callsPerSecond(long granted) {
        return byName.values().stream()
                .filter(window -> 2 * window.taken() >= granted)
                .mapToDouble(window -> window.limit() * 1000.0 / window.length().toMillis())
                .min()
                .orElse(0);
    }

    /** Calls in each window. */
    Map<String, Integer> occupied(Instant now) {
        Map<String, Integer> used = new HashMap<>();
        byName.forEach((name, window) -> used.put(name, window.occupied(now)));
        return used;
    }

    /** Counts calls made before a restart. */
    void restore(Map<String, Integer> used, Instant at, Instant now) {
        byName.forEach((name, window) -> window.restore(used.getOrDefault(name, 0), at, now));
    }

    private Stream<RollingWindow> counting(Collection<String> names) {
        return names.stream().map(byName::get).filter(Objects::nonNull);
    }
}
