package org.crmmigration.sandbox.dynamics;

import java.util.List;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** A stored row as the API shows it: the selected columns, null where there is no value, and annotations on request. */
final class RowView {

    private static final String FORMATTED = "@OData.Community.Display.V1.FormattedValue";
    private static final String LOOKUP_TABLE = "@Microsoft.Dynamics.CRM.lookuplogicalname";
    private static final String NAVIGATION = "@Microsoft.Dynamics.CRM.associatednavigationproperty";

    private final Environment environment;
    private final FormattedValue formatted;

    RowView(Environment environment) {
        this.environment = environment;
        this.formatted = new FormattedValue(environment.metadata());
    }

    static String etag(JsonNode row) {
        return "W/\"" + row.path("versionnumber").asLong(0) + "\"";
    }

    /**
     * Shows a row.
     *
     * @param select members wanted, empty for all
     */
    ObjectNode show(TableDefinition table, ObjectNode row, List<String> select, RequestContext context) {
        boolean annotated = context.prefer().annotations();
        ObjectNode shown = Json.object().put("@odata.etag", etag(row));
        if (select.isEmpty()) {
            table.columns().forEach(column -> member(shown, table, column, row, annotated));
        } else {
            select.forEach(name -> member(shown, table, selected(table, name, context), row, annotated));
            shown.set(table.primaryId(), row.path(table.primaryId()));
        }
        return shown;
    }

    /** The column a {@code $select} names, refused when the table has none. */
    Column selected(TableDefinition table, String name, RequestContext context) {
        Column column = table.columnOfMember(name);
        if (column == null || environment.column(table, column.logicalName(), context) == null) {
            throw Refusal.noProperty(name, table.logicalName());
        }
        return column;
    }

    private void member(ObjectNode shown, TableDefinition table, Column column, JsonNode row, boolean annotated) {
        JsonNode value = environment.security().isSecured(column) ? NullNode.getInstance() : row.path(column.member());
        if (value.isMissingNode() || value.isNull()) {
            shown.putNull(column.member());
            return;
        }
        if (annotated) {
            annotate(shown, table, column, row, value);
        }
        shown.set(column.member(), value);
    }

    private void annotate(ObjectNode shown, TableDefinition table, Column column, JsonNode row, JsonNode value) {
        String member = column.member();
        if (!column.type().isLookup()) {
            String text = formatted.of(column, value);
            if (!text.isEmpty()) {
                shown.put(member + FORMATTED, text);
            }
            return;
        }
        String target = targetOf(column, row);
        shown.put(member + FORMATTED, name(target, value.asString()));
        shown.put(member + LOOKUP_TABLE, target);
        String nav = navigation(table, column, target);
        if (nav != null) {
            shown.put(member + NAVIGATION, nav);
        }
    }

    /** The table a lookup of the row points to. */
    static String targetOf(Column column, JsonNode row) {
        String stored = Json.text(row, column.targetMember());
        return stored.isEmpty() ? column.targets().getFirst() : stored;
    }

    private String name(String table, String id) {
        TableDefinition target = environment.tableNamed(table);
        ObjectNode row = environment.store().table(table).get(id);
        return row == null ? "" : Json.text(row, target.names().primaryName());
    }

    private @Nullable String navigation(TableDefinition table, Column column, String target) {
        return environment.metadata().lookupsOf(table.logicalName()).stream()
                .filter(one -> one.column().equals(column.logicalName())
                        && one.referenced().equals(target))
                .map(OneToMany::singleNav)
                .findFirst()
                .orElse(null);
    }
}
