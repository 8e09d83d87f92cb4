package org.crmmigration.ingest.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.KeyedHash;
import org.crmmigration.messaging.value.Value;
import org.jspecify.annotations.Nullable;

/** A record in the making. Not thread-safe. */
public final class Draft {

    private final Kind kind;
    private final String key;
    private final Map<String, Value> fields = new LinkedHashMap<>();
    private final Map<String, String> references = new TreeMap<>(); // their order counts in the hash
    private final Map<String, String> raw = new LinkedHashMap<>();
    private final Set<String> flags = new LinkedHashSet<>();
    private final List<Row> rows = new ArrayList<>();
    private @Nullable Instant createdAt;

    /** An empty record. */
    public Draft(Kind kind, String key) {
        this.kind = kind;
        this.key = key;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Its source key. */
    public String key() {
        return key;
    }

    /** Its fields, to be changed. */
    public Map<String, Value> fields() {
        return fields;
    }

    /** Role to source key, to be changed. */
    public Map<String, String> references() {
        return references;
    }

    /** Cells as they stood where normalising changed them, to be changed. */
    public Map<String, String> raw() {
        return raw;
    }

    /** Its flags, to be changed. */
    public Set<String> flags() {
        return flags;
    }

    /** The rows it is made of, to be changed. */
    public List<Row> rows() {
        return rows;
    }

    /** When it was created at the source. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(createdAt);
    }

    /** Sets when it was created at the source. */
    public void createdAt(@Nullable Instant at) {
        createdAt = at;
    }

    /** Sets a text unless it is empty. */
    public void text(String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, new Value.Text(text));
        }
    }

    /** A field's text, empty when it has none. */
    public String text(String name) {
        return fields.get(name) instanceof Value.Text(String text) ? text : "";
    }

    /** The hash of what a reader of the record would see. */
    public String hash(KeyedHash hash) {
        return hash.of(List.of(hash.of(fields), String.join("\n", references.values()), String.join("\n", flags)));
    }

    /** The message. */
    public SourceRecord record(String export, long sequence, String hash, Change change) {
        return new SourceRecord(
                export,
                sequence,
                kind,
                key,
                hash,
                change,
                createdAt,
                fields,
                references,
                raw,
                List.copyOf(flags),
                rows);
    }

    /** The draft as bytes. */
    public byte[] pack() {
        return DraftBytes.pack(this);
    }

    /** Reads what {@link #pack} wrote. */
    public static Draft unpack(byte[] bytes) {
        return new Packed(bytes).draft();
    }
}
