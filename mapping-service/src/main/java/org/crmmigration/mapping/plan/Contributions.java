package org.crmmigration.mapping.plan;

import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.messaging.record.Kind;

/**
 * The phases to which the records of each kind contribute in one export. A rule may apply to no record at all; a phase that
 * gets nothing of a kind does not read its records.
 */
final class Contributions {

    private final Mapping mapping;
    private final Map<Kind, NavigableSet<Integer>> phases = new EnumMap<>(Kind.class);

    Contributions(Mapping mapping) {
        this.mapping = mapping;
    }

    void add(Kind kind, int phase) {
        phases.computeIfAbsent(kind, _ -> new TreeSet<>()).add(phase);
    }

    /** The phase in which a record is accounted for when it leads to no object. */
    int home(Kind kind) {
        NavigableSet<Integer> found = phases.get(kind);
        return found == null ? mapping.homePhase(kind) : found.first();
    }

    /** Whether a phase has to read the records of a kind. */
    boolean reads(int phase, Kind kind) {
        return home(kind) == phase || makes(phase, kind);
    }

    /** Whether some record of a kind leads to an object in a phase. */
    boolean makes(int phase, Kind kind) {
        NavigableSet<Integer> found = phases.get(kind);
        return found != null && found.contains(phase);
    }
}
