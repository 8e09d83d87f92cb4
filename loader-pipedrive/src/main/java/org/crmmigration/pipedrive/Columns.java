package org.crmmigration.pipedrive;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.crmmigration.loader.match.MatchRules;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.pipedrive.WireObject.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The logical fields an object type takes and how each is written. A name that is not listed is refused: a command and
 * this table must not drift apart unnoticed.
 *
 * @param entity whose custom fields and labels the type has, null when it has none
 * @param columns by logical name
 * @param rules what holds between fields, after all are written
 */
record Columns(@Nullable Entity entity, Map<String, Column> columns, Consumer<Draft> rules) {

    /** What to do with an object whose owner is no user: {@code park}, or nothing for the default owner. */
    static final String OWNER_UNMATCHED = "owner_unmatched";

    /** Written by the type's rules, together with others. */
    static final Column TOGETHER = (draft, logical, value) -> {};

    /** Meant for the engine alone. */
    private static final Column IGNORED = (draft, logical, value) -> {};

    static final Columns PIPELINE =
            new Columns(null, Map.of("name", Column.text("name", Rule.NEVER_EMPTY)), draft -> {});

    /** {@code position} and {@code after} order the commands; the API puts a new stage last and lets none be moved. */
    static final Columns STAGE = new Columns(
            null,
            Map.of(
                    "name",
                    Column.text("name", Rule.NEVER_EMPTY),
                    "pipeline",
                    Column.link("pipeline_id", Rule.NEVER_EMPTY),
                    "position",
                    IGNORED,
                    "after",
                    IGNORED),
            draft -> {});

    /** The object in Pipedrive's values; sends nothing but the one question for Campaigns. */
    WireObject write(ObjectToWrite object, LiveSchema schema, BooleanSupplier campaigns) {
        return fill(new Draft(object, schema, campaigns, false));
    }

    /** The same for comparing only: a reference that leads nowhere is left out. */
    WireObject look(ObjectToWrite object, LiveSchema schema, BooleanSupplier campaigns) {
        return fill(new Draft(object, schema, campaigns, true));
    }

    private WireObject fill(Draft draft) {
        ObjectToWrite object = draft.object();
        object.fields().forEach((logical, value) -> field(draft, logical, value));
        rules.accept(draft);
        if (entity != null) {
            String code = MigrationKey.fieldCode(entity, object, draft.schema());
            draft.put(Wire.custom(code), "migration_key", object.migrationKey(), Shape.TEXT, Rule.AT_CREATION);
        }
        return draft.finish();
    }

    private void field(Draft draft, String logical, Value value) {
        Column column = columns.get(logical);
        if (MatchRules.isRule(logical)) {
            return;
        }
        if (column != null) {
            column.write(draft, logical, value);
        } else if (entity != null && logical.startsWith(ObjectToWrite.CUSTOM_PREFIX)) {
            new CustomValues(entity).write(draft, logical, value);
        } else {
            throw draft.rejected(logical, "is no field that Pipedrive takes for this object");
        }
    }
}
