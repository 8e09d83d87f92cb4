package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.crmmigration.mapping.plan.Plan;
import org.crmmigration.messaging.record.Kind;

/**
 * An export as it stands on the records topic.
 *
 * @param began offset of its first message
 * @param completed offset of its last
 * @param sections where the records of each kind stand
 */
record Generation(String export, long began, long completed, List<Section> sections, Plan plan) {

    /** Records of one kind, or of several that stand mixed: from the first offset to the one after the last. */
    record Section(Set<Kind> kinds, long from, long to) {}

    /**
     * The sections a phase reads, in the order of the topic and without overlap, so that one offset tells how far the
     * phase is.
     */
    List<Section> sections(int phase) {
        List<Section> disjoint = new ArrayList<>();
        sections.stream()
                .filter(section -> section.kinds().stream().anyMatch(kind -> plan.reads(phase, kind)))
                .sorted(Comparator.comparingLong(Section::from))
                .forEach(section -> {
                    if (!disjoint.isEmpty()
                            && section.from() < disjoint.getLast().to()) {
                        disjoint.add(joined(disjoint.removeLast(), section));
                    } else {
                        disjoint.add(section);
                    }
                });
        return disjoint;
    }

    private static Section joined(Section one, Section other) {
        Set<Kind> kinds = EnumSet.copyOf(one.kinds());
        kinds.addAll(other.kinds());
        return new Section(kinds, one.from(), Math.max(one.to(), other.to()));
    }
}
