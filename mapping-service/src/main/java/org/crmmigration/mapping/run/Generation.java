package org.crmmigration.mapping.run;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.mapping.plan.Plan;
import org.crmmigration.messaging.record.Kind;

/**
 * An export as it stands on the records topic.
 *
 * @param began offset of its first message
 * @param sections where the records of each kind stand
 */
record Generation(String export, long began, Map<Kind, Section> sections, Plan plan) {

    /** The records of one kind: from the first offset to the one after the last. */
    record Section(Kind kind, long from, long to) {
        private Section with(long offset) {
            return new Section(kind, Math.min(from, offset), Math.max(to, offset + 1));
        }
    }

    static Map<Kind, Section> none() {
        return new EnumMap<>(Kind.class);
    }

    static void add(Map<Kind, Section> sections, Kind kind, long offset) {
        sections.merge(kind, new Section(kind, offset, offset + 1), (old, _) -> old.with(offset));
    }

    /** The sections a phase reads, in the order of the topic. */
    List<Section> sections(int phase) {
        return sections.values().stream()
                .filter(section -> plan.reads(phase, section.kind()))
                .sorted(Comparator.comparingLong(Section::from))
                .toList();
    }
}
