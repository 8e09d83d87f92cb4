package org.crmmigration.reconcile.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.command.RunScope;
import org.jspecify.annotations.Nullable;

/** Counts one run as its messages are read; outcomes may be read before the commands they answer. */
final class RunTally {

    private final String run;
    private final Map<Integer, PhaseTally> phases = new TreeMap<>();
    private final Map<String, Long> excluded;
    private String export;
    private int mappingVersion;
    private @Nullable Instant beganAt;
    private @Nullable Instant endedAt;
    private Map<String, Long> excludedAnnounced;
    private RunScope scope;

    RunTally(RunStanding from) {
        run = from.run();
        export = from.export();
        mappingVersion = from.mappingVersion();
        beganAt = from.beganAt();
        endedAt = from.endedAt();
        excluded = new HashMap<>(from.excluded());
        excludedAnnounced = from.excludedAnnounced();
        scope = from.scope();
        from.phases().forEach(phase -> phases.put(phase.number(), new PhaseTally(phase)));
    }

    static RunTally of(String run) {
        return new RunTally(new RunStanding(run, "", 0, null, null, Map.of(), Map.of(), List.of()));
    }

    PhaseTally phase(int number) {
        return phases.computeIfAbsent(number, PhaseTally::of);
    }

    void began(RunBegan message) {
        export = message.export();
        mappingVersion = message.mappingVersion();
        scope = message.scope();
        beganAt = beganAt == null ? message.at() : beganAt;
        message.phases().forEach(phase -> phase(phase.number()).name(phase.name()));
    }

    void ended(RunEnded message) {
        endedAt = message.at();
        excludedAnnounced = message.excludedByReason();
    }

    void excluded(String reason) {
        excluded.merge(reason, 1L, Long::sum);
    }

    RunStanding standing() {
        return new RunStanding(
                run,
                export,
                mappingVersion,
                beganAt,
                endedAt,
                Map.copyOf(excluded),
                excludedAnnounced,
                phases.values().stream().map(PhaseTally::standing).toList(),
                scope);
    }
}
