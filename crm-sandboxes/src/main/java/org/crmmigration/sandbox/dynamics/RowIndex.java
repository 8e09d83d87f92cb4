package org.crmmigration.sandbox.dynamics;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the ids of rows by a text computed from the row. Rows without that text are not in it. */
final class RowIndex {

    private static final NavigableSet<String> NOTHING = Collections.emptyNavigableSet();

    private final Function<JsonNode, @Nullable String> key;
    private final Map<String, TreeSet<String>> ids = new HashMap<>();

    RowIndex(Function<JsonNode, @Nullable String> key) {
        this.key = key;
    }

    NavigableSet<String> find(String wanted) {
        TreeSet<String> found = ids.get(wanted);
        return found == null ? NOTHING : Collections.unmodifiableNavigableSet(found);
    }

    /** The ids that share a row's text; empty when it has none. */
    NavigableSet<String> like(JsonNode row) {
        String text = key.apply(row);
        return text == null ? NOTHING : find(text);
    }

    /** Groups of more than one row with the same text. */
    boolean hasTwins() {
        return ids.values().stream().anyMatch(group -> group.size() > 1);
    }

    void add(String id, JsonNode row) {
        String text = key.apply(row);
        if (text != null) {
            ids.computeIfAbsent(text, t -> new TreeSet<>()).add(id);
        }
    }

    void remove(String id, JsonNode row) {
        String text = key.apply(row);
        if (text != null) {
            ids.computeIfPresent(text, (t, group) -> {
                group.remove(id);
                return group.isEmpty() ? null : group;
            });
        }
    }

    /** By one member, without regard to case. */
    static RowIndex ofMember(String member) {
        return ofMembers(List.of(member), true);
    }

    /** By several members together; a row that lacks one is not in the index. */
    static RowIndex ofMembers(List<String> members, boolean ignoreCase) {
        List<String> names = List.copyOf(members);
        return new RowIndex(row -> Keys.join(names.stream().map(row::path).toList(), ignoreCase));
    }
}
