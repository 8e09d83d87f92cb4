package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.sandbox.dynamics.metadata.AlternateKey;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.Literal;
import org.crmmigration.sandbox.dynamics.odata.ODataSyntax;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Understands what stands in the parentheses after an entity set: an id or the values of an alternate key. */
final class KeyLookup {

    private final Environment environment;

    KeyLookup(Environment environment) {
        this.environment = environment;
    }

    /** What a URL points to. */
    sealed interface Target {

        TableDefinition table();

        /** By primary key; the row may not exist. */
        record ById(TableDefinition table, String id) implements Target {}

        /**
         * By alternate key.
         *
         * @param values of the key's columns, by member name
         * @param id of the row that has them, null when none has
         * @param text the key as it stood in the URL
         */
        record ByKey(
                TableDefinition table,
                ObjectNode values,
                @Nullable String id,
                String text) implements Target {}
    }

    Target find(TableDefinition table, ResourcePath.Segment segment) {
        String raw = segment.arguments() == null ? "" : segment.arguments();
        refuseBadCharacters(raw);
        Map<String, Literal> keys = keys(segment);
        Literal sole = keys.containsKey("") ? keys.get("") : keys.get(table.primaryId());
        if (sole != null && keys.size() == 1) {
            if (sole.kind() != Literal.Kind.GUID) {
                throw Refusal.syntax("Bad Request - Error in query syntax.");
            }
            return new Target.ById(table, sole.text().toLowerCase(Locale.ROOT));
        }
        return byKey(table, keys, raw);
    }

    /** The id of the row, refused when there is none. */
    String existing(Target target, Transaction tx) {
        return switch (target) {
            case Target.ById(TableDefinition table, String id) -> {
                if (!tx.has(table.logicalName(), id)) {
                    throw Refusal.missing(table.logicalName(), id);
                }
                yield id;
            }
            case Target.ByKey byKey -> {
                String id = byKey.id();
                if (id == null) {
                    throw notFound(byKey.table());
                }
                yield id;
            }
        };
    }

    static Refusal notFound(TableDefinition table) {
        return Refusal.of(
                ErrorCode.RECORD_NOT_FOUND_BY_ENTITY_KEY,
                "A record with the specified key values does not exist in " + table.logicalName() + " entity");
    }

    private static Map<String, Literal> keys(ResourcePath.Segment segment) {
        try {
            return segment.keys();
        } catch (ODataSyntax wrong) {
            throw Refusal.syntax("Bad Request - Error in query syntax.");
        }
    }

    private void refuseBadCharacters(String raw) {
        String bad = environment.quirks().keys().badCharacters();
        if (raw.chars().anyMatch(c -> bad.indexOf(c) >= 0)) {
            throw Refusal.syntax("Bad Request - Error in query syntax.");
        }
    }

    private Target byKey(TableDefinition table, Map<String, Literal> keys, String raw) {
        Map<String, Literal> byColumn = keys.entrySet().stream()
                .collect(Collectors.toMap(entry -> columnName(table, entry.getKey()), Map.Entry::getValue));
        AlternateKey key = table.keys().stream()
                .filter(one -> Set.copyOf(one.columns()).equals(byColumn.keySet()))
                .findFirst()
                .orElseThrow(() -> notAKey(table));
        if (!key.isActive()) {
            throw notAKey(table);
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        List<JsonNode> ordered = new ArrayList<>();
        for (String name : key.columns()) {
            Column column = table.column(name);
            Literal literal = byColumn.get(name);
            if (column == null || literal == null) {
                throw notAKey(table);
            }
            JsonNode value = node(column, literal);
            values.set(column.member(), value);
            ordered.add(value);
        }
        return new Target.ByKey(table, values, row(table, key, ordered), raw);
    }

    private @Nullable String row(TableDefinition table, AlternateKey key, List<JsonNode> values) {
        RowIndex index = environment.store().table(table.logicalName()).index(Environment.keyIndex(key));
        String wanted = Keys.join(values, environment.quirks().keys().ignoreCase());
        return index == null || wanted == null || index.find(wanted).isEmpty()
                ? null
                : index.find(wanted).first();
    }

    private static String columnName(TableDefinition table, String name) {
        Column column = table.columnOfMember(name);
        return column == null ? name : column.logicalName();
    }

    private static JsonNode node(Column column, Literal literal) {
        if (literal.isNull() || (column.type().isText() && literal.kind() != Literal.Kind.TEXT)) {
            throw Refusal.syntax("Bad Request - Error in query syntax.");
        }
        return literal.kind() == Literal.Kind.NUMBER
                ? JsonNodeFactory.instance.numberNode(new java.math.BigDecimal(literal.text()))
                : JsonNodeFactory.instance.stringNode(literal.text());
    }

    private static Refusal notAKey(TableDefinition table) {
        return Refusal.of(
                ErrorCode.KEY_NOT_VALID,
                "The key in the request URI is not valid for resource 'Microsoft.Dynamics.CRM." + table.logicalName()
                        + "'. Ensure that the names and number of key properties match the declared or alternate key"
                        + " properties for the resource 'Microsoft.Dynamics.CRM." + table.logicalName() + "'.");
    }
}
