package org.crmmigration.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
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
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Columns that commands ask for, under names of ours, or another maker's that they name. One that exists is taken over when its type fits, and its choice gets
 * the options it lacks. The id is {@code table.column}. A column we made says so in its description, so that a repeated
 * create is told from an adoption.
 */
final class Columns implements TypedObjects {

    private final String word;
    private final LiveSchema schema;
    private final Customizing customizing;
    private final AlternateKeys keys;
    private final CustomTables tables;
    private final ColumnDefinition definitions;
    private final Function<ObjectToWrite, ColumnWish> wishes;

    Columns(
            String word,
            LiveSchema schema,
            Customizing customizing,
            AlternateKeys keys,
            CustomTables tables,
            Function<ObjectToWrite, ColumnWish> wishes) {
        this.word = word;
        this.schema = schema;
        this.customizing = customizing;
        this.keys = keys;
        this.tables = tables;
        this.definitions = customizing.definitions();
        this.wishes = wishes;
    }

    @Override
    public Written create(ObjectToWrite object) {
        ColumnWish wish = wishes.apply(object);
        AtomicBoolean made = new AtomicBoolean();
        customizing.alone(() -> made.set(ensure(wish)));
        if (wish.type() == ColumnWish.Type.KEY) {
            keys.ensure(wish.table(), AlternateKeys.name(wish.column()), wish.label(), List.of(wish.column()));
        }
        ColumnSchema live = schema.column(wish.table(), wish.column())
                .orElseThrow(() ->
                        new CrmFault.OutcomeUnknown(Detail.of("unread", "the new column cannot be read yet"), null));
        return made.get() ? Written.of(wish.id(), written(wish, live)) : found(wish, live);
    }

    /** Whether the column was not there before. */
    private boolean ensure(ColumnWish wish) {
        tables.ensure(wish.table());
        Optional<ColumnSchema> live = schema.column(wish.table(), wish.column());
        if (live.isPresent()) {
            extend(wish, live.get());
            return false;
        }
        if (wish.foreign()) {
            throw wish.missingColumn();
        }
        customizing.define(
                "EntityDefinitions(LogicalName='" + wish.table() + "')/Attributes", definitions.column(wish));
        schema.forget(wish.table());
        return true;
    }

    private void extend(ColumnWish wish, ColumnSchema live) {
        if (!wish.fits(live)) {
            throw wish.otherType(live);
        }
        insert(live, wish.table(), wish.missing(live));
    }

    private void insert(ColumnSchema live, String table, List<String> labels) {
        int next = live.options().values().stream()
                .filter(value -> value >= definitions.value(0) && value < definitions.value(10_000))
                .mapToInt(value -> value + 1)
                .max()
                .orElse(definitions.value(0));
        for (String label : labels) {
            customizing.insertOption(table, live.name(), next++, definitions.label(label));
        }
        if (!labels.isEmpty()) {
            schema.forget(table);
        }
    }

    private static String written(ColumnWish wish, ColumnSchema live) {
        ObjectNode written = Json.object();
        written.put("type", live.type());
        ArrayNode options = written.putArray("options");
        wish.options().forEach(options::add);
        return Json.text(written);
    }

    /** A column that was there: ours when its description says so, else taken over. */
    private static Written found(ColumnWish wish, ColumnSchema live) {
        boolean ours = live.about().description().endsWith(wish.migrationKey());
        return new Written(wish.id(), written(wish, live), ours ? Map.of() : Map.of("adopted", "1"), List.of());
    }

    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        ColumnWish wish = wishes.apply(object);
        return schema.column(wish.table(), wish.column()).map(live -> {
            ObjectNode patch = Json.object();
            List<String> missing = wish.missing(live);
            if (!missing.isEmpty()) {
                ArrayNode options = patch.putArray("options");
                missing.forEach(options::add);
            }
            return new UpdatePlan(word, wish.id(), Json.text(patch), image(live), written(wish, live), List.of());
        });
    }

    @Override
    public Written update(UpdatePlan plan) {
        List<String> labels = new ArrayList<>();
        Json.parseObject(plan.patch()).path("options").forEach(option -> labels.add(option.asString()));
        String table = table(plan.crmId());
        customizing.alone(() -> {
            ColumnSchema live = schema.column(table, column(plan.crmId()))
                    .orElseThrow(() -> new CrmFault.Rejected(Detail.of("not-found", "the column is gone")));
            labels.removeIf(label -> live.option(label).isPresent());
            insert(live, table, labels);
        });
        return Written.of(plan.crmId(), plan.written());
    }

    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted) {
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        wanted.stream().map(object -> wishes.apply(object).table()).distinct().forEach(schema::forget);
        wanted.forEach(object -> {
            ColumnWish wish = wishes.apply(object);
            schema.column(wish.table(), wish.column())
                    .ifPresent(live -> found.put(object.key(), List.of(found(wish, live))));
        });
        return found;
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        List<ReadBack> results = new ArrayList<>();
        expected.forEach((id, object) -> {
            ColumnWish wish = wishes.apply(object);
            results.add(schema.column(wish.table(), wish.column())
                    .map(live -> new ReadBack(id, true, checks(wish, live)))
                    .orElse(new ReadBack(id, false, List.of())));
        });
        return results;
    }

    private static List<FieldCheck> checks(ColumnWish wish, ColumnSchema live) {
        List<FieldCheck> checks = new ArrayList<>();
        boolean sameType = wish.fits(live);
        checks.add(check("type", sameType, "Dataverse holds another type"));
        if (wish.type().hasOptions()) {
            checks.add(check("options", wish.missing(live).isEmpty(), "options are missing"));
        }
        if (!live.about().label().equals(wish.label())) {
            checks.add(new FieldCheck("name", Verdict.EXPLAINED, "the column was there under another label"));
        }
        return checks;
    }

    private static FieldCheck check(String field, boolean holds, String otherwise) {
        return new FieldCheck(field, holds ? Verdict.EQUAL : Verdict.DIFFERENT, holds ? "" : otherwise);
    }

    @Override
    public Optional<String> image(String crmId) {
        return schema.column(table(crmId), column(crmId)).map(Columns::image);
    }

    private static String image(ColumnSchema live) {
        ObjectNode image = Json.object();
        image.put("type", live.type());
        ArrayNode options = image.putArray("options");
        live.options().keySet().stream().sorted().forEach(options::add);
        return Json.text(image);
    }

    @Override
    public void delete(String crmId) {
        String table = table(crmId);
        String column = column(crmId);
        boolean keyed = schema.column(table, column)
                .map(live -> live.kind() == Kind.TEXT)
                .orElse(false);
        if (keyed) {
            keys.drop(table, AlternateKeys.name(column));
        }
        customizing.delete("EntityDefinitions(LogicalName='" + table + "')/Attributes(LogicalName='" + column + "')");
        schema.dropped(table, column);
    }

    /** Options that were added stay: rows may use them, and an unused option harms nobody. */
    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        return Written.of(crmId, lastWritten == null ? "{}" : lastWritten);
    }

    private static String table(String id) {
        return name(id.substring(0, Math.max(0, id.indexOf('.'))));
    }

    private static String column(String id) {
        return name(id.substring(id.indexOf('.') + 1));
    }

    private static String name(String name) {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new CrmFault.Rejected(Detail.of("not-found", "the id is none that this loader gives"));
        }
        return name;
    }
}
