package org.crmmigration.sandbox.dynamics.metadata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One table. Columns and keys come and go; the caller guards it. */
public final class TableDefinition {

    private final Names names;
    private final Traits traits;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, AlternateKey> keys = new LinkedHashMap<>();

    /** What the table and its outstanding columns are called. */
    public record Names(
            String logicalName,
            String schemaName,
            String setName,
            String primaryId,
            String primaryName,
            String label) {}

    /**
     * What the table is like.
     *
     * @param owned rows have an owner
     * @param bulk CreateMultiple and UpdateMultiple work on it
     */
    public record Traits(boolean owned, boolean activity, boolean bulk, boolean custom) {}

    public TableDefinition(Names names, Traits traits) {
        this.names = names;
        this.traits = traits;
    }

    public UUID id() {
        return UUID.nameUUIDFromBytes(("table:" + names.logicalName()).getBytes(StandardCharsets.UTF_8));
    }

    public Names names() {
        return names;
    }

    public Traits traits() {
        return traits;
    }

    public String logicalName() {
        return names.logicalName();
    }

    public String setName() {
        return names.setName();
    }

    public String primaryId() {
        return names.primaryId();
    }

    public @Nullable Column column(String logicalName) {
        return columns.get(logicalName);
    }

    /** The column behind the member of a row, which is {@code _x_value} for a lookup. */
    public @Nullable Column columnOfMember(String member) {
        Column plain = columns.get(member);
        if (plain != null) {
            return plain.type().isLookup() ? null : plain;
        }
        boolean lookup = member.startsWith("_") && member.endsWith("_value");
        Column found = lookup ? columns.get(member.substring(1, member.length() - "_value".length())) : null;
        return found != null && found.type().isLookup() ? found : null;
    }

    public Collection<Column> columns() {
        return columns.values();
    }

    public List<AlternateKey> keys() {
        return new ArrayList<>(keys.values());
    }

    void put(Column column) {
        columns.put(column.logicalName(), column);
    }

    void drop(Column column) {
        columns.remove(column.logicalName());
    }

    void put(AlternateKey key) {
        keys.put(key.schemaName(), key);
    }

    void drop(AlternateKey key) {
        keys.remove(key.schemaName());
    }
}
