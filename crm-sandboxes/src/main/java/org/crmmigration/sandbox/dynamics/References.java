package org.crmmigration.sandbox.dynamics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.ColumnType;
import org.crmmigration.sandbox.dynamics.metadata.Relationship.OneToMany;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.ODataSyntax;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** Points lookups at rows: {@code @odata.bind} values, {@code $ref} bodies, and what a row may not point to. */
final class References {

    private static final Set<String> CUSTOMERS = Set.of("account", "contact");

    private final Environment environment;
    private final KeyLookup keys;
    private final Set<String> mayNotOwn;

    References(Environment environment, KeyLookup keys) {
        this.environment = environment;
        this.keys = keys;
        this.mayNotOwn = environment.settings().users().stream()
                .filter(user -> !user.mayOwn())
                .map(user -> Seed.userId(user.email()))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** A row that exists. */
    record Found(TableDefinition table, String id) {}

    /** The row behind a reference such as {@code /accounts(id)}, an absolute address of one, or {@code $1}. */
    Found resolve(String reference, Transaction tx, RequestContext context) {
        ResourcePath path = path(reference, context);
        if (path.size() != 1 || path.first().arguments() == null) {
            throw Refusal.payload(reference, "The reference is not the address of a row.");
        }
        TableDefinition table = environment.set(path.first().name(), context);
        return new Found(table, keys.existing(keys.find(table, path.first()), tx));
    }

    private static ResourcePath path(String reference, RequestContext context) {
        String text = reference;
        if (text.startsWith("$")) {
            text = contentId(text, context.contentIds());
        }
        int api = text.indexOf("/api/data/v9.");
        if (api >= 0) {
            text = text.substring(text.indexOf('/', api + "/api/data/".length()));
        }
        try {
            return ResourcePath.parse(text);
        } catch (ODataSyntax wrong) {
            throw Refusal.syntax("Bad Request - Error in query syntax.");
        }
    }

    static String contentId(String reference, Map<String, String> known) {
        String row = known.get(reference);
        if (row == null) {
            throw Refusal.of(
                    ErrorCode.PAYLOAD,
                    "Content-ID Reference: '" + reference + "' does not exist in the batch context.");
        }
        return row;
    }

    /** Sets a lookup of the draft through one of its navigation properties. */
    void bind(Draft draft, String nav, String reference) {
        List<OneToMany> lookups = lookups(draft.table(), nav);
        Found found = resolve(reference, draft.tx(), draft.context());
        OneToMany lookup = lookups.stream()
                .filter(one -> one.referenced().equals(found.table().logicalName()))
                .findFirst()
                .orElseThrow(() -> Refusal.payload(
                        draft.table().setName(),
                        "The navigation property '" + nav + "' does not lead to '"
                                + found.table().logicalName() + "'."));
        Column column = column(draft.table(), lookup);
        if (!accepts(column, draft)) {
            return;
        }
        environment.security().requireWrite(column, draft.isNew(), draft.context());
        checkTarget(column, found, draft);
        point(draft.row(), column, found);
    }

    /** Empties a lookup of the draft. */
    void clear(Draft draft, String nav) {
        Column column = column(draft.table(), lookups(draft.table(), nav).getFirst());
        if (accepts(column, draft)) {
            environment.security().requireWrite(column, draft.isNew(), draft.context());
            draft.row().remove(column.member());
            draft.row().remove(column.targetMember());
        }
    }

    static void point(ObjectNode row, Column column, Found found) {
        row.put(column.member(), found.id());
        if (column.targets().size() > 1) {
            row.put(column.targetMember(), found.table().logicalName());
        }
    }

    /** The lookups behind a navigation property of the table, refused when it has no such property. */
    List<OneToMany> lookups(TableDefinition table, String nav) {
        List<OneToMany> lookups = environment.metadata().singleNav(table.logicalName(), nav);
        if (lookups.isEmpty()) {
            throw Refusal.payload(
                    table.setName(),
                    "An undeclared property '" + nav + "' which only has property annotations in the payload but no"
                            + " property value was found in the payload. In OData, only declared navigation properties"
                            + " and declared named streams can be represented as properties without values.");
        }
        return lookups;
    }

    private static boolean accepts(Column column, Draft draft) {
        return draft.isNew() ? column.access().create() : column.access().update();
    }

    private static Column column(TableDefinition table, OneToMany lookup) {
        Column column = table.column(lookup.column());
        if (column == null) {
            throw new IllegalStateException("no column for " + lookup.schemaName());
        }
        return column;
    }

    private void checkTarget(Column column, Found found, Draft draft) {
        if (column.type() == ColumnType.OWNER) {
            checkOwner(found, draft);
        }
        boolean customer = column.type() == ColumnType.CUSTOMER
                && CUSTOMERS.contains(found.table().logicalName());
        ObjectNode target = customer ? draft.tx().get(found.table().logicalName(), found.id()) : null;
        if (target != null && target.path("statecode").asInt(0) != 0) {
            throw Refusal.of(
                    ErrorCode.CUSTOMER_IS_INACTIVE,
                    "You can't set an inactive " + found.table().logicalName() + " as the parent customer.");
        }
    }

    private void checkOwner(Found found, Draft draft) {
        ObjectNode owner = draft.tx().get(found.table().logicalName(), found.id());
        boolean disabled = owner != null && owner.path("isdisabled").asBoolean(false);
        if (disabled && environment.quirks().rows().refuseDisabledOwner()) {
            throw Refusal.of(
                    environment.quirks().rows().disabledOwnerStatus(),
                    ErrorCode.OWNER_NOT_ENABLED,
                    "The specified owner has been disabled.");
        }
        if (mayNotOwn.contains(found.id())) {
            throw Refusal.of(
                    ErrorCode.PRINCIPAL_PRIVILEGE_DENIED,
                    "Principal with id " + found.id() + " does not have Read right(s) for record of type "
                            + draft.table().logicalName() + " and cannot own it.");
        }
    }

    /** The reference in the body of a {@code $ref} request. */
    static String ofRefBody(tools.jackson.databind.JsonNode body) {
        String reference = Json.text(body, "@odata.id");
        if (reference.isEmpty()) {
            throw Refusal.payload("$ref", "The body names no @odata.id.");
        }
        return reference;
    }
}
