package org.crmmigration.loader.budget;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock and a timer without time: events happen in their order, as fast as they can. */
final class VirtualTime implements Timer {

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");
    private long number;

    private record Event(Instant at, long number, Runnable task) {}

    @Override
    public void at(Instant time, Runnable task) {
        events.add(new Event(time.isBefore(now) ? now : time, number++, task));
    }

    void after(Duration duration, Runnable task) {
        at(now.plus(duration), task);
    }

    Instant now() {
        return now;
    }

    Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    /** Lets so much time pass. */
    void pass(Duration duration) {
        Instant end = now.plus(duration);
        while (!events.isEmpty() && !events.element().at().isAfter(end)) {
            Event event = events.remove();
            now = event.at();
            event.task().run();
        }
        now = end;
    }
}
