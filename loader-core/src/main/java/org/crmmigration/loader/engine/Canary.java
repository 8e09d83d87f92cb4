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
 * Reads the first objects of each type in a phase back at once. When too many differ from what was sent, the mapping or
 * the account is not what we think, and the lane stops before the mistake is made a hundred thousand times.
 */
final class Canary {

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

    private record Count(int chosen, int read, int different) {}

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
        Count count = counts.getOrDefault(kind, new Count(0, 0, 0));
        if (count.chosen() >= objects) {
            return false;
        }
        counts.put(kind, new Count(count.chosen() + 1, count.read(), count.different()));
        return true;
    }

    private synchronized void judge(String kind, String objectType, List<ReadBack> back) {
        boolean sound = back.stream().allMatch(ReadBack::sound);
        Count count = counts.getOrDefault(kind, new Count(0, 0, 0));
        Count now = new Count(count.chosen(), count.read() + 1, count.different() + (sound ? 0 : 1));
        counts.put(kind, now);
        if (now.read() == objects && now.different() > mostDifferent * objects) {
            hold.stop(now.different() + " of the first " + objects + " objects of type " + objectType
                    + " differ from what was written, last in: " + fields(back)
                    + ". Look at them in the CRM, correct the mapping or resume the lane");
        }
    }

    private static String fields(List<ReadBack> back) {
        return back.stream()
                .flatMap(read -> read.fields().stream())
                .filter(check -> check.verdict() == Verdict.DIFFERENT)
                .map(FieldCheck::field)
                .collect(Collectors.joining(", "));
    }
}
