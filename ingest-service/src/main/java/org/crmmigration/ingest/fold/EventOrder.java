package org.crmmigration.ingest.fold;

import static org.crmmigration.ingest.fold.Events.AT;
import static org.crmmigration.ingest.fold.Events.LENGTH;
import static org.crmmigration.ingest.fold.Events.SORT;
import static org.crmmigration.ingest.fold.Events.SUB;
import static org.crmmigration.ingest.fold.Events.SUB_BEGINS;
import static org.crmmigration.ingest.fold.Events.SUB_GOES_ON;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Which of two {@link Events} comes first, where their order matters. */
final class EventOrder {

    private final Events events;

    EventOrder(Events events) {
        this.events = events;
    }

    /** The earlier event first; of those at the same time the one with the shorter id, then by the id. */
    int compare(int one, int other) {
        int order = Long.compare(events.number(one, AT), events.number(other, AT));
        return order == 0 ? compareIds(one, other) : order;
    }

    /** The event with the shorter id first, then by the id. */
    private int compareIds(int one, int other) {
        int order = Integer.compare(events.small(one, LENGTH), events.small(other, LENGTH));
        if (order != 0 || one == other) {
            return order;
        }
        long number = events.number(one, SORT);
        long another = events.number(other, SORT);
        return number == Long.MAX_VALUE || another == Long.MAX_VALUE
                ? text(events.tid(one), events.tid(other))
                : Long.compare(number, another);
    }

    /** The order in which payments are published. */
    int comparePublished(int one, int other) {
        int order = Long.compare(events.number(one, AT), events.number(other, AT));
        order = order == 0 ? Long.compare(events.number(one, SORT), events.number(other, SORT)) : order;
        return order == 0 && one != other ? text(events.tid(one), events.tid(other)) : order;
    }

    /** By subscription, then by time, then as things follow each other in a subscription. */
    int compareInSubscription(int one, int other) {
        int order = events.number(one, SUB) == events.number(other, SUB) ? 0 : compareSubscriptions(one, other);
        order = order == 0 ? Long.compare(events.number(one, AT), events.number(other, AT)) : order;
        order = order == 0
                ? Integer.compare(events.type(one).rank(), events.type(other).rank())
                : order;
        return order == 0 ? compareIds(one, other) : order;
    }

    private int compareSubscriptions(int one, int other) {
        int order = Long.compareUnsigned(events.number(one, SUB_BEGINS), events.number(other, SUB_BEGINS));
        order = order == 0
                ? Long.compareUnsigned(events.number(one, SUB_GOES_ON), events.number(other, SUB_GOES_ON))
                : order;
        return order == 0 ? text(events.sub(one), events.sub(other)) : order;
    }

    /** The order of the texts' bytes. */
    private static int text(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
