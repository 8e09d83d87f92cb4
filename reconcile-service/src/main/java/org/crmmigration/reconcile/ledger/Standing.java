package org.crmmigration.reconcile.ledger;

import java.util.Map;
import java.util.Optional;

/**
 * A migration's ledger in numbers, as of the last batch applied.
 *
 * @param runs by run id, oldest first
 * @param generations by export
 * @param unreadable messages that could not be decoded
 */
public record Standing(Map<String, RunStanding> runs, Map<String, GenerationStanding> generations, long unreadable) {

    /** A run by its id. */
    public Optional<RunStanding> run(String run) {
        return Optional.ofNullable(runs.get(run));
    }

    /** The last run whose commands came from the mapping. */
    public Optional<RunStanding> lastMapped() {
        return runs.values().stream()
                .filter(run -> run.scope().reach().mapped())
                .reduce((_, later) -> later);
    }

    /** A generation by its export. */
    public Optional<GenerationStanding> generation(String export) {
        return Optional.ofNullable(generations.get(export));
    }
}
