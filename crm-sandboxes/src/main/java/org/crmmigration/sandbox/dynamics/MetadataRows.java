package org.crmmigration.sandbox.dynamics;

import java.util.List;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.ColumnJson;
import org.crmmigration.sandbox.dynamics.metadata.KeyJson;
import org.crmmigration.sandbox.dynamics.metadata.Metadata;
import org.crmmigration.sandbox.dynamics.metadata.OptionSet;
import org.crmmigration.sandbox.dynamics.metadata.OptionSetJson;
import org.crmmigration.sandbox.dynamics.metadata.Relationship;
import org.crmmigration.sandbox.dynamics.metadata.RelationshipJson;
import org.crmmigration.sandbox.dynamics.metadata.SystemColumns;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.metadata.TableJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Keeps the definitions in step with the rows they are stored in, forwards, backwards and at replay. */
final class MetadataRows implements RowStore.Watcher {

    static final String PREFIX = "metadata.";
    static final String TABLE = PREFIX + "1.table";
    static final String OPTION_SET = PREFIX + "2.choice";
    static final String COLUMN = PREFIX + "3.column";
    static final String RELATIONSHIP = PREFIX + "4.relationship";
    static final String KEY = PREFIX + "5.key";

    private final Metadata metadata;
    private final Metadata standard;
    private final Indexing indexing;

    /** Gives tables the indexes that definitions call for. */
    interface Indexing {

        void index(Relationship.OneToMany relationship);

        void index(Relationship.ManyToMany relationship);

        void index(AlternateKey key);

        void drop(AlternateKey key);
    }

    /**
     * Watches.
     *
     * @param standard what a fresh environment has; comes back when a change of it is undone
     */
    MetadataRows(Metadata metadata, Metadata standard, Indexing indexing) {
        this.metadata = metadata;
        this.standard = standard;
        this.indexing = indexing;
    }

    @Override
    public void changed(String table, @Nullable JsonNode before, @Nullable JsonNode after) {
        switch (table) {
            case TABLE -> table(before, after);
            case OPTION_SET -> optionSet(before, after);
            case COLUMN -> column(before, after);
            case RELATIONSHIP -> relationship(before, after);
            case KEY -> key(before, after);
            default -> throw new IllegalArgumentException("no definitions are stored in " + table);
        }
    }

    private void table(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (after == null && before != null) {
            TableDefinition gone = TableJson.read(before);
            metadata.lookupsOf(gone.logicalName()).forEach(metadata::drop);
            metadata.drop(gone);
        } else if (before == null && after != null) {
            TableDefinition table = TableJson.read(after);
            metadata.put(table);
            SystemColumns.addTo(metadata, table);
            SystemColumns.addActiveInactive(metadata, table);
        }
    }

    private void optionSet(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (after != null) {
            metadata.put(read(after));
        } else if (before != null) {
            String name = before.path("Name").asString();
            OptionSet old = standard.optionSet(name);
            if (old == null) {
                metadata.dropOptionSet(name);
            } else {
                metadata.put(old);
            }
        }
    }

    private void column(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (after != null) {
            metadata.put(ColumnJson.read(after));
        } else if (before != null) {
            Column gone = ColumnJson.read(before);
            TableDefinition known = standard.table(gone.table());
            Column old = known == null ? null : known.column(gone.logicalName());
            if (old != null) {
                metadata.put(old);
            } else if (metadata.table(gone.table()) != null) {
                metadata.drop(gone);
            }
        }
    }

    private void relationship(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (after != null) {
            Relationship relationship = RelationshipJson.read(after);
            metadata.put(relationship);
            switch (relationship) {
                case Relationship.OneToMany one -> indexing.index(one);
                case Relationship.ManyToMany many -> indexing.index(many);
            }
        } else if (before != null) {
            metadata.drop(RelationshipJson.read(before));
        }
    }

    private void key(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (after != null) {
            AlternateKey key = KeyJson.read(after);
            metadata.put(key);
            indexing.index(key);
        } else if (before != null) {
            AlternateKey gone = KeyJson.read(before);
            indexing.drop(gone);
            if (metadata.table(gone.table()) != null) {
                metadata.drop(gone);
            }
        }
    }

    /** The tables of definitions, in the order in which they build on each other. */
    static List<String> tables() {
        return List.of(TABLE, OPTION_SET, COLUMN, RELATIONSHIP, KEY);
    }

    private static OptionSet read(JsonNode json) {
        return OptionSetJson.parse(
                json.path("Name").asString(), json.path("IsGlobal").asBoolean(), json, 0);
    }
}
