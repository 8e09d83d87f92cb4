package org.crmmigration.embedded;

import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.crmmigration.messaging.registry.CompatibilityLevel;
import org.jspecify.annotations.Nullable;

/** The registry's rules: what may be registered, found, deleted. Each change is in the journal before it shows. */
final class SchemaStore implements AutoCloseable {
    private final SchemaState state = new SchemaState();
    private final SchemaJournal journal;

    SchemaStore(SchemaJournal journal) {
        this.journal = journal;
        journal.replay().forEach(state::apply);
    }

    /** A version as the API shows it. */
    record Entry(String subject, int version, int id, String schema) {}

    synchronized Entry register(String subject, String text) {
        Schema schema = parsed(text);
        Optional<Entry> same = find(subject, schema, false);
        if (same.isPresent()) {
            return same.get();
        }
        List<String> complaints = complaints(subject, schema, state.versions(subject, false), effectiveLevel(subject));
        if (!complaints.isEmpty()) {
            throw new RegistryError(
                    409,
                    "Schema being registered is incompatible with an earlier schema for subject \"" + subject
                            + "\", details: " + complaints);
        }
        String canonical = schema.toString();
        Entry added = new Entry(subject, state.nextVersion(subject), state.idFor(canonical), canonical);
        commit(new SchemaChange.Registered(subject, added.version(), added.id(), canonical));
        return added;
    }

    synchronized Entry lookUp(String subject, String text, boolean withDeleted) {
        versions(subject, withDeleted);
        return find(subject, parsed(text), withDeleted)
                .orElseThrow(() -> RegistryError.schemaNotFound("Schema not found"));
    }

    synchronized List<String> subjects(boolean withDeleted) {
        return state.subjects(withDeleted);
    }

    synchronized List<Integer> versions(String subject, boolean withDeleted) {
        List<SchemaState.Version> versions = state.versions(subject, withDeleted);
        if (versions.isEmpty()) {
            throw RegistryError.subjectNotFound(subject);
        }
        return versions.stream().map(SchemaState.Version::number).toList();
    }

    /** @param version a number, or null for the latest */
    synchronized Entry version(String subject, @Nullable Integer version, boolean withDeleted) {
        int wanted = version == null ? versions(subject, withDeleted).getLast() : version;
        if (!versions(subject, withDeleted).contains(wanted)) {
            throw RegistryError.versionNotFound(wanted);
        }
        return entry(
                subject,
                state.versions(subject, withDeleted).stream()
                        .filter(v -> v.number() == wanted)
                        .findFirst()
                        .orElseThrow());
    }

    synchronized String schema(int id) {
        return state.schema(id).orElseThrow(() -> RegistryError.schemaNotFound("Schema " + id + " not found"));
    }

    synchronized List<Entry> uses(int id, boolean withDeleted) {
        schema(id);
        return state.uses(id, withDeleted).stream()
                .map(use -> entry(use.getKey(), use.getValue()))
                .toList();
    }

    /** What speaks against the schema; against one version when given, else against those the level counts. */
    synchronized List<String> complaints(String subject, @Nullable Integer version, boolean all, String text) {
        List<SchemaState.Version> earlier = state.versions(subject, false);
        if (!all) {
            int against = version(subject, version, false).version();
            earlier = earlier.stream().filter(v -> v.number() == against).toList();
        }
        return complaints(subject, parsed(text), earlier, effectiveLevel(subject));
    }

    synchronized List<Integer> deleteSubject(String subject, boolean permanently) {
        List<Integer> concerned = DeletionRules.ofSubject(state, subject, permanently);
        concerned.forEach(version -> commit(deletion(subject, version, permanently)));
        if (permanently) {
            commit(new SchemaChange.Levelled(subject, null));
        }
        return concerned;
    }

    synchronized int deleteVersion(String subject, @Nullable Integer version, boolean permanently) {
        int number = version(subject, version, true).version();
        DeletionRules.ofVersion(state, subject, number, permanently);
        commit(deletion(subject, number, permanently));
        return number;
    }

    private static SchemaChange deletion(String subject, int version, boolean permanently) {
        return permanently ? new SchemaChange.Erased(subject, version) : new SchemaChange.Deleted(subject, version);
    }

    synchronized CompatibilityLevel level() {
        return state.level();
    }

    synchronized Optional<CompatibilityLevel> level(String subject) {
        return state.level(subject);
    }

    synchronized void setLevel(@Nullable String subject, @Nullable CompatibilityLevel level) {
        commit(new SchemaChange.Levelled(subject, level));
    }

    @Override
    public synchronized void close() {
        journal.close();
    }

    private void commit(SchemaChange change) {
        journal.append(change);
        state.apply(change);
    }

    private CompatibilityLevel effectiveLevel(String subject) {
        return state.level(subject).orElse(state.level());
    }

    private Optional<Entry> find(String subject, Schema schema, boolean withDeleted) {
        String canonical = schema.toString();
        return state.versions(subject, withDeleted).stream()
                .map(version -> entry(subject, version))
                .filter(entry -> entry.schema().equals(canonical))
                .findFirst();
    }

    private Entry entry(String subject, SchemaState.Version version) {
        return new Entry(subject, version.number(), version.id(), schema(version.id()));
    }

    private List<String> complaints(
            String subject, Schema schema, List<SchemaState.Version> earlier, CompatibilityLevel level) {
        List<Schema> schemas =
                earlier.stream().map(v -> parsed(entry(subject, v).schema())).toList();
        return CompatibilityCheck.complaints(schema, schemas, level);
    }

    private static Schema parsed(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw new RegistryError(42201, "Invalid schema: " + e.getMessage());
        }
    }
}
