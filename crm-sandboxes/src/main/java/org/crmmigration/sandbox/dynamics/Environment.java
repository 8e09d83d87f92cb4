package org.crmmigration.sandbox.dynamics;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.Metadata;
import org.crmmigration.sandbox.dynamics.metadata.Relationship;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OnDelete;
import org.crmmigration.sandbox.dynamics.metadata.StandardTables;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The rows, the definitions and the rules that every operation asks for. */
final class Environment implements MetadataRows.Indexing, AutoCloseable {

    /** Lookups to these have few targets with very many rows each; deleting one may read the whole table. */
    private static final List<String> FEW = List.of("transactioncurrency", "businessunit");

    private final DynamicsSettings settings;
    private final Clock clock;
    private final Metadata metadata = StandardTables.load();
    private final RowStore store;
    private final Security security;
    private final Map<String, Instant> spreading = new HashMap<>();
    private Random random = new Random(0);

    Environment(DynamicsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.security = new Security(settings.missingPrivileges(), settings.securedColumns());
        this.store = new RowStore(new MetadataRows(metadata, StandardTables.load(), this), settings.journal());
        metadata.relationships().forEach(relationship -> {
            if (relationship instanceof Relationship.OneToMany one) {
                index(one);
            }
        });
        settings.duplicateRules().forEach(this::index);
        store.table("listmember").index("pair", RowIndex.ofMembers(List.of("_listid_value", "_entityid_value"), true));
        if (settings.journal() != null) {
            store.replay(settings.journal());
        }
    }

    /** Makes a fresh environment of an empty store. */
    void open() {
        store.write(tx -> {
            // Ids drawn again after a restart must differ from those already given.
            random = new Random(settings.seed() * 31 + store.nextVersion());
            if (tx.table("organization").size() == 0) {
                new Seed(this, tx).plant();
            }
            return true;
        });
    }

    @Override
    public void index(Relationship.OneToMany one) {
        if (one.onDelete() != OnDelete.NO_CASCADE && !FEW.contains(one.referenced())) {
            String member = "_" + one.column() + "_value";
            store.table(one.referencing()).index(member, RowIndex.ofMember(member));
        }
    }

    @Override
    public void index(Relationship.ManyToMany many) {
        RowTable pairs = store.table(many.intersect());
        pairs.index("first", RowIndex.ofMember("first"));
        pairs.index("second", RowIndex.ofMember("second"));
    }

    @Override
    public void index(AlternateKey key) {
        TableDefinition table = tableNamed(key.table());
        List<String> members = key.columns().stream()
                .map(name -> {
                    Column column = table.column(name);
                    return column == null ? name : column.member();
                })
                .toList();
        boolean ignoreCase = settings.quirks().keys().ignoreCase();
        store.table(key.table()).index(keyIndex(key), RowIndex.ofMembers(members, ignoreCase));
        if (members.size() == 1 && ignoreCase) {
            store.table(key.table()).index(members.getFirst(), RowIndex.ofMember(members.getFirst()));
        }
    }

    @Override
    public void drop(AlternateKey key) {
        store.table(key.table()).dropIndex(keyIndex(key));
    }

    private void index(DuplicateRule rule) {
        store.table(rule.table()).index(ruleIndex(rule), RowIndex.ofMembers(rule.columns(), true));
    }

    static String keyIndex(AlternateKey key) {
        return "key:" + key.schemaName();
    }

    static String ruleIndex(DuplicateRule rule) {
        return "rule:" + String.join(",", rule.columns());
    }

    RowStore store() {
        return store;
    }

    Metadata metadata() {
        return metadata;
    }

    DynamicsSettings settings() {
        return settings;
    }

    Quirks quirks() {
        return settings.quirks();
    }

    Security security() {
        return security;
    }

    Instant now() {
        return clock.instant();
    }

    String nowText() {
        return Times.moment(now());
    }

    String newId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** The table of an entity set, refused when there is none or this server has not heard of it yet. */
    TableDefinition set(String setName, RequestContext context) {
        TableDefinition table = metadata.tableOfSet(setName);
        if (table == null || isUnknown(table.logicalName(), context)) {
            throw Refusal.segment(setName);
        }
        return table;
    }

    TableDefinition tableNamed(String logicalName) {
        TableDefinition table = metadata.table(logicalName);
        if (table == null) {
            throw Refusal.missing("Entity", logicalName);
        }
        return table;
    }

    @Nullable
    Column column(TableDefinition table, String name, RequestContext context) {
        Column column = table.column(name);
        return column == null || isUnknown(table.logicalName() + "." + name, context) ? null : column;
    }

    /** A new table or {@code table.column} begins to spread to the other servers. */
    void announce(String component) {
        if (!quirks().metadataLag().isZero()) {
            spreading.put(component, now().plus(quirks().metadataLag()));
        }
    }

    private boolean isUnknown(String component, RequestContext context) {
        if (spreading.isEmpty() || context.fresh()) {
            return false;
        }
        Instant known = spreading.get(component);
        return known != null && now().isBefore(known);
    }

    @Override
    public void close() {
        store.close();
    }
}
