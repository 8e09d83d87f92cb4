package org.crmmigration.loader.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.ReadBack.Verdict;

/**
 * Reads the first objects of each type in a phase back at once, and one of so many later. When too many differ from what
 * was sent, the mapping or the account is not what we think, or the CRM says yes and writes nothing, and the lane stops
 * before the mistake is made a hundred thousand times. A later object that differs has the next ones read like the first.
 */
final class Canary {

    /** One of so many objects is read back after the first ones. */
    static final int EVERY = 200;

    private final CrmClient client;
    private final LaneHold hold;
    private final int objects;
    private final double mostDifferent;
    private final Map<String, Count> counts = new HashMap<>();

    /**
     * @param objects how many of each type and phase are read back
     * @param mostDifferent share of them that may differ
     */
    Canary(CrmClient client, LaneHold hold, int objects, double mostDifferent) {
        this.client = client;
        this.hold = hold;
        this.objects = objects;
        this.mostDifferent = mostDifferent;
    }

    private record Count(int chosen, int read, int different, int since) {
        static final Count NONE = new Count(0, 0, 0, 0);
    }

    /** Looks at an object that was just written, if it is one of the first. */
    void look(Work work, String crmId, Supplier<ObjectToWrite> expected) {
        String kind = work.command().run() + "/" + work.command().phase() + "/"
                + work.key().objectType();
        if (!choose(kind)) {
            return;
        }
        try {
            ObjectToWrite object = expected.get();
            List<ReadBack> back =
                    work.calls().patiently(() -> client.readBack(work.key().objectType(), Map.of(crmId, object)));
            judge(kind, work.key().objectType(), back);
        } catch (CrmFault.Rejected | CrmFault.Park | CrmFault.OutcomeUnknown fault) {
            return; // the object is written; verification looks at it again
        }
    }

    private synchronized boolean choose(String kind) {
        Count count = counts.getOrDefault(kind, Count.NONE);
        boolean first = count.chosen() < objects;
        boolean sampled = !first && objects > 0 && count.since() + 1 >= EVERY;
        counts.put(
                kind,
                new Count(
                        count.chosen() + (first ? 1 : 0),
                        count.read(),
                        count.different(),
                        first || sampled ? 0 : count.since() + 1));
        return first || sampled;
    }

    private synchronized void judge(String kind, String objectType, List<ReadBack> back) {
        boolean sound = back.stream().allMatch(ReadBack::sound);
        Count count = counts.getOrDefault(kind, Count.NONE);
        if (count.read() >= objects) {
            if (!sound) {
                counts.put(kind, new Count(0, 0, 0, 0));
            }
            return;
        }
        Count now = new Count(count.chosen(), count.read() + 1, count.different() + (sound ? 0 : 1), count.since());
        counts.put(kind, now);
        if (now.read() == objects && now.different() > mostDifferent * objects) {
            hold.stop(now.different() + " of " + objects + " objects of type " + objectType
                    + " that were read back differ from what was written, last in: " + fields(back)
                    + ". Look at them in the CRM; then correct the mapping, or let them be (migrate resume --accept)");
        }
    }

    private static String fields(List<ReadBack> back) {
        if (back.stream().anyMatch(read -> !read.present())) {
            return "everything, for the CRM has no such object although it said it was written";
        }
        return back.stream()
                .flatMap(read -> read.fields().stream())
                .filter(check -> check.verdict() == Verdict.DIFFERENT)
                .map(FieldCheck::field)
                .collect(Collectors.joining(", "));
    }
}
