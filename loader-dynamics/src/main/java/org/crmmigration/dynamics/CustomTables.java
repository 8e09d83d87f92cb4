package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.dynamics.api.DynamicsApi;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.ReadBack.Verdict;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tables of our own, with the lookups and associations they come with. The id is the table's logical name. A table that
 * holds rows is not deleted: they are not this migration's, or have not been taken back.
 */
final class CustomTables implements TypedObjects {

    private static final String WORD = "table";
    private static final Map<String, String> STRONG = Map.of("Consistency", "Strong");

    private final DynamicsApi api;
    private final Names names;
    private final Customizing customizing;
    private final TableDefinitions definitions;
    private final Set<CustomTable> there = ConcurrentHashMap.newKeySet();

    CustomTables(DynamicsApi api, Names names, Customizing customizing) {
        this.api = api;
        this.names = names;
        this.customizing = customizing;
        this.definitions = new TableDefinitions(names, customizing.definitions());
    }

    private static CustomTable wish(ObjectToWrite object) {
        return CustomTable.ofWord(ColumnWish.text(object, "entity"))
                .orElseThrow(() -> RowBuilder.rejected("validation", "entity", "is no table that can be made"));
    }

    /** Makes the table of a logical name if it is one of ours and not there. */
    void ensure(String logicalName) {
        CustomTable.ofTable(logicalName, names).ifPresent(this::ensure);
    }

    private void ensure(CustomTable table) {
        if (there.contains(table)) {
            return;
        }
        customizing.alone(() -> {
            String name = table.logicalName(names);
            if (live(name).isEmpty()) {
                customizing.define("EntityDefinitions", definitions.table(table));
            }
            Set<String> relationships = relationships(name);
            for (String target : table.lookups()) {
                if (!relationships.contains(definitions.lookupName(table, target))) {
                    customizing.define("RelationshipDefinitions", definitions.lookup(table, target));
                }
            }
            if (table == CustomTable.TAG && !relationships.contains(CustomTable.contactTags(names))) {
                customizing.define("RelationshipDefinitions", definitions.contactTags());
            }
        });
        there.add(table);
    }

    private Optional<JsonNode> live(String table) {
        try {
            return Optional.of(api.get(path(table), Map.of("$select", "LogicalName,EntitySetName"), STRONG));
        } catch (CrmFault.Rejected e) {
            Integer status = e.detail().httpStatus();
            if (status != null && status == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Set<String> relationships(String table) {
        Set<String> found = new HashSet<>();
        for (String side : List.of("ManyToOneRelationships", "ManyToManyRelationships")) {
            api.all(path(table) + "/" + side, Map.of("$select", "SchemaName"), STRONG)
                    .forEach(relationship -> found.add(Json.text(relationship, "SchemaName")));
        }
        return found;
    }

    private static String path(String table) {
        return "EntityDefinitions(LogicalName='" + table + "')";
    }

    /** Makes the table. One whose rows would be addressed otherwise than we address them is of no use. */
    @Override
    public Written create(ObjectToWrite object) {
        CustomTable table = wish(object);
        ensure(table);
        String name = table.logicalName(names);
        String set = live(name).map(json -> Json.text(json, "EntitySetName")).orElse("");
        if (!set.equals(table.rows(names).set())) {
            throw RowBuilder.rejected("table-name", "entity", "is addressed as " + set + " by the environment");
        }
        return Written.of(name, "{}");
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        return live(checked(crmId)).map(_ -> new UpdatePlan(WORD, crmId, "{}", "{}", "{}", List.of()));
    }

    @Override
    public Written update(UpdatePlan plan) {
        return Written.of(plan.crmId(), plan.written());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted) {
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        wanted.forEach(object -> {
            String name = wish(object).logicalName(names);
            live(name).ifPresent(_ -> found.put(object.key(), List.of(Written.of(name, "{}"))));
        });
        return found;
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        List<ReadBack> results = new ArrayList<>();
        expected.keySet()
                .forEach(id -> results.add(live(checked(id))
                        .map(_ -> new ReadBack(id, true, List.of(new FieldCheck("entity", Verdict.EQUAL, ""))))
                        .orElse(new ReadBack(id, false, List.of()))));
        return results;
    }

    @Override
    public Optional<String> image(String crmId) {
        return live(checked(crmId)).map(_ -> "{}");
    }

    @Override
    public void delete(String crmId) {
        String table = checked(crmId);
        CustomTable ours = CustomTable.ofTable(table, names).orElseThrow();
        if (live(table).isEmpty()) {
            return;
        }
        Map<String, String> one = Map.of("$select", table + "id", "$top", "1");
        if (!Json.text(
                        api.get(ours.rows(names).set(), one, Map.of())
                                .path("value")
                                .path(0),
                        table + "id")
                .isEmpty()) {
            throw new CrmFault.Rejected(Detail.of("has-rows", "the table " + table + " still holds rows"));
        }
        customizing.delete(path(table));
        there.remove(ours);
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        return Written.of(crmId, "{}");
    }

    private String checked(String id) {
        if (CustomTable.ofTable(id, names).isEmpty()) {
            throw new CrmFault.Rejected(Detail.of("not-found", "the id is none that this loader gives"));
        }
        return id;
    }
}
