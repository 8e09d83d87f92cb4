package org.crmmigration.sandbox.dynamics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** CreateMultiple, UpdateMultiple and UpsertMultiple: all rows or none, and no word about which row was to blame. */
final class BulkMessages {

    private final Environment environment;
    private final KeyLookup keys;
    private final RowWriter writer;
    private final EntityWrites writes;

    BulkMessages(Environment environment, KeyLookup keys, RowWriter writer, EntityWrites writes) {
        this.environment = environment;
        this.keys = keys;
        this.writer = writer;
        this.writes = writes;
    }

    Reply handle(Transaction tx, ODataRequest request, String message) {
        TableDefinition table = environment.set(request.name(0), request.context());
        if (message.equals("DeleteMultiple")) {
            throw Refusal.of(501, ErrorCode.MESSAGE_NOT_SUPPORTED, "DeleteMultiple has not yet been implemented.");
        }
        if (!MessageFilters.isBulk(environment, table)) {
            throw Refusal.of(
                    ErrorCode.MESSAGE_NOT_SUPPORTED,
                    "The '" + message + "' method does not support entities of type '" + table.logicalName()
                            + "'. MessageProcessorCache returned MessageProcessor.Empty.");
        }
        List<ObjectNode> targets = targets(request, table);
        request.work().bulk(targets.size());
        return switch (message) {
            case "CreateMultiple" -> create(tx, request, table, targets);
            case "UpdateMultiple" -> update(tx, request, table, targets);
            case "UpsertMultiple" -> upsert(tx, request, table, targets);
            default -> throw Refusal.segment("Microsoft.Dynamics.CRM." + message);
        };
    }

    private static List<ObjectNode> targets(ODataRequest request, TableDefinition table) {
        JsonNode sent = request.json().path("Targets");
        if (!sent.isArray() || sent.isEmpty()) {
            throw Refusal.of(ErrorCode.PAYLOAD, "The parameter 'Targets' is required and must not be empty.");
        }
        List<ObjectNode> targets = new ArrayList<>();
        for (JsonNode one : sent) {
            String type = Json.text(one, "@odata.type").replace("#", "");
            if (!(one instanceof ObjectNode target) || !type.equals("Microsoft.Dynamics.CRM." + table.logicalName())) {
                throw Refusal.of(
                        ErrorCode.PAYLOAD,
                        "An error occurred while validating input parameters: Microsoft.OData.ODataException: Every"
                                + " target needs an @odata.type of 'Microsoft.Dynamics.CRM." + table.logicalName()
                                + "'.");
            }
            targets.add(target);
        }
        return targets;
    }

    private Reply create(Transaction tx, ODataRequest request, TableDefinition table, List<ObjectNode> targets) {
        ObjectNode body = Json.object();
        var ids = body.putArray("Ids");
        targets.forEach(target -> ids.add(writer.create(tx, table, target, "", request.context())));
        return Replies.ok(
                Replies.withContext(request.context(), "Microsoft.Dynamics.CRM.CreateMultipleResponse", body));
    }

    private Reply update(Transaction tx, ODataRequest request, TableDefinition table, List<ObjectNode> targets) {
        for (ObjectNode target : targets) {
            KeyLookup.Target place = place(request, table, target);
            String id = keys.existing(place, tx);
            writer.update(tx, table, id, EntityWrites.existing(tx, table, id), target, request.context());
        }
        return Replies.noContent();
    }

    private Reply upsert(Transaction tx, ODataRequest request, TableDefinition table, List<ObjectNode> targets) {
        Set<String> seen = new HashSet<>();
        for (ObjectNode target : targets) {
            KeyLookup.Target place = place(request, table, target);
            if (!seen.add(text(place))) {
                throw Refusal.of(ErrorCode.DUPLICATE_RECORD, "Cannot insert duplicate key.");
            }
            String id = EntityWrites.idOf(place, tx);
            if (id == null) {
                createAt(tx, place, target, request.context());
            } else {
                writer.update(tx, table, id, EntityWrites.existing(tx, table, id), target, request.context());
            }
        }
        return Replies.noContent();
    }

    private void createAt(Transaction tx, KeyLookup.Target place, ObjectNode target, RequestContext context) {
        switch (place) {
            case KeyLookup.Target.ById(TableDefinition table, String id) ->
                writer.create(tx, table, target, id, context);
            case KeyLookup.Target.ByKey byKey -> {
                boolean repeated = byKey.values().propertyStream().anyMatch(entry -> target.has(entry.getKey()));
                if (repeated && environment.quirks().keys().refuseKeyInUpsertMultiple()) {
                    throw Refusal.of(ErrorCode.UNEXPECTED, "An unexpected error occurred.");
                }
                writer.create(tx, byKey.table(), writes.withKey(byKey, target), "", context);
            }
        }
    }

    /** The row a target means: by {@code @odata.id}, else by its primary key. */
    private KeyLookup.Target place(ODataRequest request, TableDefinition table, ObjectNode target) {
        String reference = Json.text(target, "@odata.id");
        String own = Json.text(target, table.primaryId());
        if (reference.isEmpty() && own.isEmpty()) {
            throw Refusal.of(
                    ErrorCode.INVALID_ARGUMENT,
                    "The entity of type " + table.logicalName() + " has neither a primary key nor an alternate key.");
        }
        if (reference.isEmpty()) {
            return keys.find(table, new ResourcePath.Segment(table.setName(), own));
        }
        int set = reference.indexOf(table.setName() + "(");
        if (set < 0) {
            throw Refusal.payload(request.name(0), "The @odata.id is not the address of a " + table.logicalName());
        }
        return keys.find(table, ResourcePath.parse(reference.substring(set)).first());
    }

    private static String text(KeyLookup.Target place) {
        return switch (place) {
            case KeyLookup.Target.ById byId -> byId.id();
            case KeyLookup.Target.ByKey byKey -> Json.write(byKey.values()).toLowerCase(java.util.Locale.ROOT);
        };
    }
}
