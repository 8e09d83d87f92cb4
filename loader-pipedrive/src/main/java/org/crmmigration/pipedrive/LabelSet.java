package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;

/**
 * The labels of one entity as an object with an id: {@code person:label_ids#41-57,60} names the entity, the field and the
 * options the migration made, so that taking them back removes those and no others.
 */
record LabelSet(Entity entity, SortedSet<Long> made) {

    static LabelSet of(Entity entity, Collection<Long> made) {
        return new LabelSet(entity, new TreeSet<>(made));
    }

    static LabelSet parse(String crmId) {
        int colon = crmId.indexOf(':');
        int hash = crmId.indexOf('#');
        if (colon < 0) {
            throw new CrmFault.Rejected(Detail.of("not-found", "the id is none of a set of labels"));
        }
        SortedSet<Long> made = new TreeSet<>();
        if (hash >= 0) {
            for (String range : crmId.substring(hash + 1).split(",", -1)) {
                String[] ends = range.split("-", -1);
                for (long id = Long.parseLong(ends[0]); id <= Long.parseLong(ends[ends.length - 1]); id++) {
                    made.add(id);
                }
            }
        }
        return new LabelSet(Entity.named(crmId.substring(0, colon)), made);
    }

    LabelSet with(Collection<Long> more) {
        SortedSet<Long> all = new TreeSet<>(made);
        all.addAll(more);
        return new LabelSet(entity, all);
    }

    String crmId() {
        String field = entity.word() + ":" + Entity.LABELS;
        return made.isEmpty() ? field : field + "#" + String.join(",", ranges());
    }

    private List<String> ranges() {
        List<String> ranges = new ArrayList<>();
        long first = made.first();
        long last = first;
        for (long id : made.tailSet(first + 1)) {
            if (id != last + 1) {
                ranges.add(range(first, last));
                first = id;
            }
            last = id;
        }
        ranges.add(range(first, last));
        return ranges;
    }

    private static String range(long first, long last) {
        return first == last ? Long.toString(first) : first + "-" + last;
    }
}
