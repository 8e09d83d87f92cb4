package org.crmmigration.mapping.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The runs that were written, or begun, before the one at hand. While all of them are named, a run that is not is new, and
 * nobody need read the commands topic to its end to know.
 *
 * @param runs their ids, the latest last
 * @param all whether there are no others
 */
record Earlier(List<String> runs, boolean all) {

    /** Nothing is known. */
    static final Earlier UNKNOWN = new Earlier(List.of(), false);

    /** Commas included; progress has to stay below what the broker takes as metadata. */
    private static final int MOST_CHARACTERS = 600;

    private static final String OTHERS = "*";

    /** Copies the list. */
    Earlier {
        runs = List.copyOf(runs);
    }

    /** These and no others. */
    static Earlier all(Collection<String> runs) {
        Earlier earlier = new Earlier(List.of(), true);
        for (String run : runs) {
            earlier = earlier.and(run);
        }
        return earlier;
    }

    /** Whether a run is certainly none of them. */
    boolean without(String run) {
        return all && !runs.contains(run);
    }

    /** These and a later one; the oldest are forgotten where they become too many. */
    Earlier and(String run) {
        List<String> more = new ArrayList<>(runs);
        more.remove(run);
        more.add(run);
        int kept = more.size();
        int characters = 0;
        while (kept > 0 && characters + more.get(kept - 1).length() < MOST_CHARACTERS) {
            kept--;
            characters += more.get(kept).length() + 1;
        }
        return new Earlier(more.subList(kept, more.size()), all && kept == 0);
    }

    /** The ids with commas between them; a star first where there are others. */
    String text() {
        List<String> words = new ArrayList<>(runs);
        if (!all) {
            words.addFirst(OTHERS);
        }
        return String.join(",", words);
    }

    /** Reads what {@link #text()} wrote. */
    static Earlier parse(String text) {
        List<String> words = text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        boolean all = words.isEmpty() || !words.getFirst().equals(OTHERS);
        return new Earlier(all ? words : words.subList(1, words.size()), all);
    }
}
