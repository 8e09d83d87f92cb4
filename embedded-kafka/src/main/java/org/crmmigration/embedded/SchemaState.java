package org.crmmigration.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.crmmigration.messaging.registry.CompatibilityLevel;

/** What the registry holds: a fold of {@link SchemaChange}s. Not thread-safe; {@link SchemaStore} guards it. */
final class SchemaState {
    private final SortedMap<String, SortedMap<Integer, Version>> subjects = new TreeMap<>();
    private final SortedMap<Integer, String> schemas = new TreeMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>();
    private CompatibilityLevel level = CompatibilityLevel.BACKWARD_TRANSITIVE;

    /** One version of a subject; a deleted one still resolves its id. */
    record Version(int number, int id, boolean deleted) {}

    void apply(SchemaChange change) {
        switch (change) {
            case SchemaChange.Registered(String subject, int version, int id, String schema) -> {
                schemas.put(id, schema);
                ids.put(schema, id);
                versions(subject).put(version, new Version(version, id, false));
            }
            case SchemaChange.Deleted(String subject, int version) ->
                versions(subject).computeIfPresent(version, (n, v) -> new Version(n, v.id(), true));
            case SchemaChange.Erased(String subject, int version) -> erase(subject, version);
            case SchemaChange.Levelled levelled -> setLevel(levelled);
        }
    }

    private SortedMap<Integer, Version> versions(String subject) {
        return subjects.computeIfAbsent(subject, name -> new TreeMap<>());
    }

    private void erase(String subject, int version) {
        versions(subject).remove(version);
        if (versions(subject).isEmpty()) {
            subjects.remove(subject);
        }
    }

    private void setLevel(SchemaChange.Levelled change) {
        if (change.subject() == null) {
            level = change.level() == null ? CompatibilityLevel.BACKWARD_TRANSITIVE : change.level();
        } else if (change.level() == null) {
            levels.remove(change.subject());
        } else {
            levels.put(change.subject(), change.level());
        }
    }

    /** The subject's versions, rising; empty when there is no such subject. */
    List<Version> versions(String subject, boolean withDeleted) {
        return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
                .filter(version -> withDeleted || !version.deleted())
                .toList();
    }

    List<String> subjects(boolean withDeleted) {
        return subjects.keySet().stream()
                .filter(subject -> !versions(subject, withDeleted).isEmpty())
                .toList();
    }

    /** Where an id is in use. */
    List<Map.Entry<String, Version>> uses(int id, boolean withDeleted) {
        List<Map.Entry<String, Version>> uses = new ArrayList<>();
        for (String subject : subjects(withDeleted)) {
            versions(subject, withDeleted).stream()
                    .filter(version -> version.id() == id)
                    .forEach(version -> uses.add(Map.entry(subject, version)));
        }
        return uses;
    }

    /** The next version number of a subject: deleted numbers are not given out again. */
    int nextVersion(String subject) {
        return subjects.containsKey(subject) ? versions(subject).lastKey() + 1 : 1;
    }

    /** The schema's id, or the next free one. */
    int idFor(String schema) {
        return ids.getOrDefault(schema, schemas.isEmpty() ? 1 : schemas.lastKey() + 1);
    }

    Optional<String> schema(int id) {
        return Optional.ofNullable(schemas.get(id));
    }

    CompatibilityLevel level() {
        return level;
    }

    Optional<CompatibilityLevel> level(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }
}
