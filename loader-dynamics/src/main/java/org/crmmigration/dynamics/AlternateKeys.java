package org.crmmigration.dynamics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Alternate keys: the database itself refuses a second row with the same values. A key counts as made once its index is
 * active. The id is {@code table.key}. Keys do not change; another set of columns is another key.
 */
final class AlternateKeys implements TypedObjects {

    private static final String WORD = "key";
    private static final Map<String, String> STRONG = Map.of("Consistency", "Strong");
    private static final Map<String, String> SELECT =
            Map.of("$select", "SchemaName,LogicalName,KeyAttributes,EntityKeyIndexStatus,MetadataId");

    private final DynamicsApi api;
    private final Names names;
    private final RowTypes types;
    private final Customizing customizing;
    private final Consumer<Duration> sleeper;

    AlternateKeys(DynamicsApi api, Names names, RowTypes types, Customizing customizing, Consumer<Duration> sleeper) {
        this.api = api;
        this.names = names;
        this.types = types;
        this.customizing = customizing;
        this.sleeper = sleeper;
    }

    private record Wish(String table, String key, String label, List<String> columns) {
        String id() {
            return table + "." + key;
        }
    }

    private Wish wish(ObjectToWrite object) {
        List<String> columns = ColumnWish.texts(object.fields().get("fields")).stream()
                .map(names::columnOfKey)
                .toList();
        if (columns.isEmpty()) {
            throw RowBuilder.rejected("required", "fields", "is required");
        }
        return new Wish(
                types.table(ColumnWish.text(object, "entity")),
                name(names.columnOfKey(object.key().sourceKey())),
                ColumnWish.text(object, "name"),
                columns);
    }

    @Override
    public Written create(ObjectToWrite object) {
        Wish wish = wish(object);
        ensure(wish);
        return Written.of(wish.id(), "{}");
    }

    /** The name of the key over a column. */
    static String name(String column) {
        return column + "_key";
    }

    /** Makes a key if it is not there, and waits until it is active. */
    void ensure(String table, String key, String label, List<String> columns) {
        ensure(new Wish(table, key, label, columns));
    }

    /** Removes a key; one that is not there is no error. */
    void drop(String table, String key) {
        live(table, key)
                .ifPresent(found -> customizing.delete(
                        "EntityDefinitions(LogicalName='" + table + "')/Keys(" + Json.text(found, "MetadataId") + ")"));
    }

    private void ensure(Wish wish) {
        if (live(wish).isEmpty()) {
            customizing.define("EntityDefinitions(LogicalName='" + wish.table() + "')/Keys", definition(wish));
        }
        awaitActive(wish);
    }

    private ObjectNode definition(Wish wish) {
        ObjectNode key = Json.object();
        key.put("SchemaName", wish.key());
        ArrayNode columns = key.putArray("KeyAttributes");
        wish.columns().forEach(columns::add);
        key.set("DisplayName", customizing.definitions().label(wish.label()));
        return key;
    }

    private void awaitActive(Wish wish) {
        Duration pause = customizing.settings().keyPause();
        Duration left = customizing.settings().keyPatience();
        while (true) {
            String status = live(wish)
                    .map(key -> Json.text(key, "EntityKeyIndexStatus"))
                    .orElse("Pending");
            if (status.equals("Active")) {
                return;
            }
            if (status.equals("Failed")) {
                throw RowBuilder.rejected(
                        "key-failed", "fields", "hold the same values in several rows; clear them up, then retry");
            }
            if (left.isNegative() || left.isZero()) {
                throw new CrmFault.Unavailable(
                        Detail.of("key-pending", "the index of " + wish.id() + " is still being built"),
                        false,
                        null,
                        null);
            }
            sleeper.accept(pause);
            left = left.minus(pause);
        }
    }

    private Optional<JsonNode> live(String table, String key) {
        return all(table).stream()
                .filter(found -> Json.text(found, "SchemaName").equalsIgnoreCase(key))
                .findFirst();
    }

    /** Ours, or another over the same columns, which serves as well: Dataverse refuses a second one. */
    private Optional<JsonNode> live(Wish wish) {
        List<JsonNode> keys = all(wish.table());
        return keys.stream()
                .filter(found -> Json.text(found, "SchemaName").equalsIgnoreCase(wish.key()))
                .findFirst()
                .or(() -> keys.stream()
                        .filter(found -> Set.copyOf(columns(found)).equals(Set.copyOf(wish.columns())))
                        .findFirst());
    }

    private List<JsonNode> all(String table) {
        return api.all("EntityDefinitions(LogicalName='" + table + "')/Keys", SELECT, STRONG);
    }

    private static List<String> columns(JsonNode key) {
        List<String> columns = new ArrayList<>();
        key.path("KeyAttributes")
                .forEach(column -> columns.add(column.asString().toLowerCase(Locale.ROOT)));
        return columns;
    }

    private Optional<JsonNode> live(String id) {
        int dot = id.indexOf('.');
        return isId(id) ? live(id.substring(0, dot), id.substring(dot + 1)) : Optional.empty();
    }

    private static boolean isId(String id) {
        return id.matches("[a-z][a-z0-9]*\\.[a-z][a-z0-9_]*");
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        return live(crmId).map(_ -> new UpdatePlan(WORD, crmId, "{}", "{}", "{}", List.of()));
    }

    @Override
    public Written update(UpdatePlan plan) {
        return Written.of(plan.crmId(), plan.written());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted) {
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        wanted.forEach(object -> {
            Wish wish = wish(object);
            live(wish.table(), wish.key())
                    .ifPresent(_ -> found.put(object.key(), List.of(Written.of(wish.id(), "{}"))));
        });
        return found;
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        List<ReadBack> results = new ArrayList<>();
        expected.forEach((id, object) ->
                results.add(live(id).map(key -> new ReadBack(id, true, List.of(check(wish(object), key))))
                        .orElse(new ReadBack(id, false, List.of()))));
        return results;
    }

    private static FieldCheck check(Wish wish, JsonNode key) {
        List<String> columns = columns(key);
        boolean same = columns.size() == wish.columns().size() && columns.containsAll(wish.columns());
        return new FieldCheck(
                "fields", same ? Verdict.EQUAL : Verdict.DIFFERENT, same ? "" : "the key is over other columns");
    }

    @Override
    public Optional<String> image(String crmId) {
        return live(crmId).map(_ -> "{}");
    }

    @Override
    public void delete(String crmId) {
        if (isId(crmId)) {
            drop(crmId.substring(0, crmId.indexOf('.')), crmId.substring(crmId.indexOf('.') + 1));
        }
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        return Written.of(crmId, "{}");
    }
}
