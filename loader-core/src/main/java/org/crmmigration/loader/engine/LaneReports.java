package org.crmmigration.loader.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.messaging.control.ControlPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on the control topic how lanes stand: when a reason changes at once, figures once a second at most, and less often
 * the more lanes there are, for everybody who joins later reads all of it.
 */
final class LaneReports implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LaneReports.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration FIGURES = Duration.ofSeconds(1);
    private static final Duration FIGURES_PER_LANE = Duration.ofMillis(20);

    private final Supplier<Iterable<LaneHost>> lanes;
    private final ControlPublisher control;
    private final Clock clock;
    private final Map<String, Said> said = new ConcurrentHashMap<>();
    private final Thread thread;

    LaneReports(Supplier<Iterable<LaneHost>> lanes, ControlPublisher control, Clock clock, String service) {
        this.lanes = lanes;
        this.control = control;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name(service + "-reports").start(this::run);
    }

    private record Said(LaneState state, Instant at) {}

    @Override
    public void close() {
        thread.interrupt();
        try {
            var _ = thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                reportAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reportAll() {
        List<LaneState> states = new ArrayList<>();
        lanes.get().forEach(host -> states.add(host.state()));
        said.keySet().retainAll(states.stream().map(LaneState::migration).collect(Collectors.toSet()));
        Duration shared = FIGURES_PER_LANE.multipliedBy(states.size());
        Duration pause = shared.compareTo(FIGURES) > 0 ? shared : FIGURES;
        states.forEach(state -> report(state, pause));
    }

    private void report(LaneState state, Duration pause) {
        Instant now = clock.instant();
        Said before = said.get(state.migration());
        if (before != null && !worthSaying(before, state, now, pause)) {
            return;
        }
        try {
            control.publish(new LaneStateChanged(
                    state.migration(),
                    state.destination(),
                    state.reason(),
                    state.until(),
                    state.explanation(),
                    state.run(),
                    state.phase(),
                    state.figures(),
                    now));
            said.put(state.migration(), new Said(state, now));
        } catch (ControlPublisher.ControlUnavailable e) {
            log.atWarn().addKeyValue("migration", state.migration()).log("lane state not published; said again soon");
        }
    }

    private static boolean worthSaying(Said before, LaneState now, Instant at, Duration pause) {
        LaneState then = before.state();
        boolean otherReason = then.reason() != now.reason()
                || !then.explanation().equals(now.explanation())
                || !Objects.equals(then.until(), now.until())
                || !Objects.equals(then.run(), now.run())
                || !Objects.equals(then.phase(), now.phase());
        boolean otherFigures = !then.figures().equals(now.figures());
        return otherReason || (otherFigures && !at.isBefore(before.at().plus(pause)));
    }
}
