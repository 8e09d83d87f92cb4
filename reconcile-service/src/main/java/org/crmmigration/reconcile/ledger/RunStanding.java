package org.crmmigration.reconcile.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.messaging.command.RunScope;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands.
 *
 * @param export the export it passes over; empty until the run's beginning was read
 * @param beganAt null until the run's beginning was read
 * @param endedAt null until the run's end was read
 * @param excluded records that led to no command, by reason, as read one by one
 * @param excludedAnnounced the same as the run's end announced it
 * @param phases in their order
 * @param scope what the run is about; everything until its beginning was read
 */
public record RunStanding(
        String run,
        String export,
        int mappingVersion,
        @Nullable Instant beganAt,
        @Nullable Instant endedAt,
        Map<String, Long> excluded,
        Map<String, Long> excludedAnnounced,
        List<PhaseStanding> phases,
        RunScope scope) {

    /** A run over everything. */
    public RunStanding(
            String run,
            String export,
            int mappingVersion,
            @Nullable Instant beganAt,
            @Nullable Instant endedAt,
            Map<String, Long> excluded,
            Map<String, Long> excludedAnnounced,
            List<PhaseStanding> phases) {
        this(run, export, mappingVersion, beganAt, endedAt, excluded, excludedAnnounced, phases, RunScope.EVERYTHING);
    }

    /** The number in the run's id; 0 when it has none. Later runs have higher ones. */
    public int number() {
        String digits = run.substring(run.lastIndexOf('-') + 1);
        return !digits.isEmpty() && digits.length() < 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(digits)
                : 0;
    }

    /** A phase by its number. */
    public Optional<PhaseStanding> phase(int number) {
        return phases.stream().filter(phase -> phase.number() == number).findFirst();
    }

    /** The phases of the mapping, without what reconcile appends. */
    public List<PhaseStanding> mapped() {
        return phases.stream()
                .filter(phase -> phase.number() < PhaseStanding.VERIFICATION)
                .toList();
    }

    /** Whether every phase of the mapping is accounted for and no further one follows. */
    public boolean mappedAccounted() {
        return endedAt != null && mapped().stream().allMatch(PhaseStanding::accounted);
    }

    /** Objects of all phases known so far. */
    public long objects() {
        return phases.stream().mapToLong(PhaseStanding::objects).sum();
    }

    /** Objects with an outcome. */
    public long done() {
        return phases.stream().mapToLong(PhaseStanding::done).sum();
    }
}
