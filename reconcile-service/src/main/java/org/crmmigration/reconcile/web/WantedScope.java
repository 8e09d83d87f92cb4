package org.crmmigration.reconcile.web;

import static java.util.stream.Collectors.joining;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.reconcile.ledger.CauseGroup;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.life.Refusal;
import org.crmmigration.reconcile.life.Refusal.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The scope a person asks for; all of it may be absent.
 *
 * @param reach word of {@link Reach}
 * @param causes cause codes of a retry
 * @param keys objects ({@code person|contact:4711}), or source keys ({@code contact:4711}) for all their objects
 */
record WantedScope(
        @Nullable String reach,
        @Nullable List<String> causes,
        @Nullable List<String> keys) {

    /**
     * The scope, with source keys resolved into the objects that failed or are parked.
     *
     * @param lastRun the run whose failures a retry is about
     * @throws Refusal when a retry would drive nothing
     */
    RunScope scope(LedgerQueries ledger, String lastRun) {
        Reach wanted = reach(Objects.requireNonNullElse(reach, Reach.EVERYTHING.name()));
        Set<String> codes = Set.copyOf(Objects.requireNonNullElse(causes, List.of()));
        Set<String> objects = objects(ledger, lastRun);
        if (wanted == Reach.RETRY) {
            refuseNothing(ledger.causes(lastRun), codes);
        }
        try {
            return new RunScope(wanted, codes, objects);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Kind.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private Set<String> objects(LedgerQueries ledger, String lastRun) {
        Set<String> objects = new HashSet<>();
        for (String key : Objects.requireNonNullElse(keys, List.<String>of())) {
            List<String> found = key.contains("|") ? List.of(key) : ledger.stuckObjects(lastRun, key);
            if (found.isEmpty()) {
                throw new Refusal(
                        Kind.CONFLICT, "nothing of " + key + " failed or is parked in the last run; see the failures");
            }
            objects.addAll(found);
        }
        return objects;
    }

    private static void refuseNothing(List<CauseGroup> groups, Set<String> codes) {
        boolean something = groups.stream().anyMatch(group -> codes.isEmpty() || codes.contains(group.code()));
        if (!something) {
            throw new Refusal(
                    Kind.CONFLICT,
                    groups.isEmpty()
                            ? "nothing failed or is parked in the last run; there is nothing to drive again"
                            : "nothing failed for " + String.join(", ", codes) + " in the last run; its causes are "
                                    + groups.stream()
                                            .map(CauseGroup::code)
                                            .distinct()
                                            .collect(joining(", ")));
        }
    }

    private static Reach reach(String word) {
        try {
            return Reach.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Refusal(Kind.INVALID, "there is no run of reach " + word + "; use EVERYTHING or RETRY");
        }
    }
}
