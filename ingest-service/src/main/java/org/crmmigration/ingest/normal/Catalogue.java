package org.crmmigration.ingest.normal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names that an account has, of tags or of lists. With it, a cell is read by the longest known names, so that a name
 * which holds the separator survives; without it, the separator alone decides.
 */
public final class Catalogue {

    /** Nothing is known. */
    public static final Catalogue EMPTY = new Catalogue(List.of());

    private static final char[] SEPARATORS = {';', ',', '|', '\n'};
    private static final int LONGEST = 6;

    private final Map<String, String> names = new LinkedHashMap<>();

    /** A catalogue of names as they are spelled. */
    public Catalogue(List<String> names) {
        names.forEach(name -> this.names.putIfAbsent(key(name), name));
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Whether the account has a name, in whatever spelling; true when nothing is known. */
    public boolean has(String name) {
        return names.isEmpty() || names.containsKey(key(name));
    }

    /** Whether a name, not known to be one, holds what could be a separator. */
    public boolean doubtful(String name) {
        boolean separator = name.chars().anyMatch(c -> c == ';' || c == ',' || c == '|' || c == '\n');
        return separator && !names.containsKey(key(name));
    }

    /**
     * The names in a cell: of the separators the one with which the most names are known.
     *
     * @param usual the column's separator, which wins a tie
     */
    public List<String> split(String cell, char usual) {
        List<String> best = named(cell, usual);
        if (names.isEmpty()) {
            return best;
        }
        double most = share(best);
        for (char separator : SEPARATORS) {
            if (separator != usual && most < 1 && cell.indexOf(separator) >= 0) {
                List<String> other = named(cell, separator);
                if (share(other) > most) {
                    best = other;
                    most = share(other);
                }
            }
        }
        return best;
    }

    private double share(List<String> found) {
        long known = found.stream().filter(name -> names.containsKey(key(name))).count();
        return found.isEmpty() ? 0 : (double) known / found.size();
    }

    private List<String> named(String cell, char separator) {
        if (names.isEmpty()) {
            return Names.split(cell, separator);
        }
        List<Integer> starts = starts(cell, separator);
        Map<String, String> found = new LinkedHashMap<>();
        int part = 0;
        while (part < starts.size() - 1) {
            int taken = 1;
            Optional<String> name = Optional.empty();
            for (int parts = Math.min(LONGEST, starts.size() - 1 - part); parts > 1 && name.isEmpty(); parts--) {
                String joined = cell.substring(starts.get(part), starts.get(part + parts) - 1);
                name = Optional.ofNullable(names.get(key(joined)));
                taken = name.isPresent() ? parts : 1;
            }
            String alone = cell.substring(starts.get(part), starts.get(part + 1) - 1);
            name.map(List::of)
                    .orElseGet(() -> Names.split(alone, separator))
                    .forEach(one -> found.putIfAbsent(Names.fold(one), one));
            part += taken;
        }
        return List.copyOf(found.values());
    }

    /** Where the parts between separators begin, and the place behind the end. */
    private static List<Integer> starts(String cell, char separator) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) == separator) {
                starts.add(i + 1);
            }
        }
        starts.add(cell.length() + 1);
        return starts;
    }

    private static String key(String name) {
        return Names.fold(Names.blanks(name));
    }
}
