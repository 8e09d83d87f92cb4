package org.crmmigration.sandbox.dynamics;

import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.odata.ODataSyntax;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** Finds out what a request wants and has it done: one transaction for a write, none for a read. */
final class ODataService {

    static final String BOUND = "Microsoft.Dynamics.CRM.";

    private static final Set<String> DEFINITIONS =
            Set.of("EntityDefinitions", "GlobalOptionSetDefinitions", "RelationshipDefinitions");
    private static final Set<String> BULK =
            Set.of("CreateMultiple", "UpdateMultiple", "UpsertMultiple", "DeleteMultiple");

    private final Environment environment;
    private final EntityReads reads;
    private final EntityWrites writes;
    private final ReferenceWrites references;
    private final BulkMessages bulk;
    private final ListActions lists;
    private final MetadataReads metadataReads;
    private final MetadataWrites metadataWrites;
    private final Functions functions = new Functions();
    private final Map<String, Action> actions;

    /** An unbound action. */
    private interface Action {

        Reply run(Transaction tx, ODataRequest request);
    }

    ODataService(Environment environment) {
        this.environment = environment;
        KeyLookup keys = new KeyLookup(environment);
        RowWriter writer = new RowWriter(environment, new References(environment, keys));
        RowQuery query = new RowQuery(environment);
        Navigation navigation = new Navigation(environment, query, new RowView(environment));
        Deletion deletion = new Deletion(environment, navigation, writer);
        KeyIndexing keyIndexing = new KeyIndexing(environment);
        this.reads = new EntityReads(environment, keys, query, navigation);
        this.writes = new EntityWrites(environment, keys, writer, deletion, navigation);
        this.references = new ReferenceWrites(environment, keys, writer);
        this.bulk = new BulkMessages(environment, keys, writer, writes);
        this.lists = new ListActions(environment, keys, writer, deletion);
        Definitions definitions = new Definitions(environment);
        this.metadataReads = new MetadataReads(environment, definitions, keyIndexing);
        this.metadataWrites = new MetadataWrites(environment, definitions, keyIndexing);
        this.actions = actions(
                new OpportunityActions(environment, writer),
                new OptionActions(environment),
                new BulkDelete(environment, deletion, writer));
    }

    private Map<String, Action> actions(
            OpportunityActions opportunities, OptionActions options, BulkDelete bulkDelete) {
        Action publish = (_, request) -> {
            environment.security().require("prvPublishCustomization", request.context());
            request.work().definition();
            return Replies.noContent();
        };
        return Map.ofEntries(
                Map.entry("WinOpportunity", (tx, request) -> opportunities.close(tx, request, OpportunityActions.WON)),
                Map.entry(
                        "LoseOpportunity", (tx, request) -> opportunities.close(tx, request, OpportunityActions.LOST)),
                Map.entry("AddListMembersList", lists::addAll),
                Map.entry("InsertOptionValue", options::insert),
                Map.entry("InsertStatusValue", options::insert),
                Map.entry("UpdateOptionValue", options::update),
                Map.entry("DeleteOptionValue", options::delete),
                Map.entry("OrderOption", options::order),
                Map.entry("PublishXml", publish),
                Map.entry("PublishAllXml", publish),
                Map.entry("ReactivateEntityKey", metadataWrites::reactivate),
                Map.entry("BulkDelete", bulkDelete::run));
    }

    /** Whether the request changes definitions, which the vendor wants one at a time. */
    boolean changesDefinitions(ODataRequest request) {
        String first = request.name(0);
        return !request.isRead() && (DEFINITIONS.contains(first) || first.startsWith("Publish"));
    }

    /** The answer, a refusal included. */
    Reply handle(ODataRequest request) {
        try {
            // Looking at the keys of a table moves their indexing on, so that read is a write here.
            boolean looksAtKeys = request.isRead() && DEFINITIONS.contains(request.name(0));
            return request.isRead() && !looksAtKeys
                    ? environment.store().read(() -> read(request))
                    : environment.store().write(tx -> write(tx, request));
        } catch (Refusal refusal) {
            return refusal.reply(request.context().prefer().annotations());
        } catch (ODataSyntax wrong) {
            return Refusal.syntax(String.valueOf(wrong.getMessage()))
                    .reply(request.context().prefer().annotations());
        }
    }

    private Reply read(ODataRequest request) {
        request.work().request();
        return Functions.NAMES.contains(request.name(0)) ? functions.call(request) : reads.get(request);
    }

    /** Does a write as part of a transaction; also the members of a change set. */
    Reply write(Transaction tx, ODataRequest request) {
        String first = request.name(0);
        request.work().request();
        if (DEFINITIONS.contains(first)) {
            return request.isRead() ? metadataReads.get(tx, request) : metadataWrites.handle(tx, request);
        }
        if (Functions.NAMES.contains(first)) {
            return functions.call(request);
        }
        Action action = actions.get(first);
        if (action != null && request.method().equals("POST")) {
            return action.run(tx, request);
        }
        return switch (request.path().size()) {
            case 1 -> row(tx, request);
            case 2 -> part(tx, request);
            case 3 -> reference(tx, request);
            default -> throw Refusal.segment(request.name(3));
        };
    }

    private Reply row(Transaction tx, ODataRequest request) {
        boolean keyed = request.path().first().arguments() != null;
        return switch (request.method() + (keyed ? " keyed" : "")) {
            case "POST" -> writes.create(tx, request);
            case "PATCH keyed" -> writes.upsert(tx, request);
            case "DELETE keyed" -> writes.delete(tx, request);
            default -> throw notAllowed();
        };
    }

    private Reply part(Transaction tx, ODataRequest request) {
        String name = request.name(1);
        if (name.startsWith(BOUND) && request.method().equals("POST")) {
            return bound(tx, request, name.substring(BOUND.length()));
        }
        return switch (request.method()) {
            case "POST" -> writes.createRelated(tx, request);
            case "PUT", "DELETE" -> writes.property(tx, request);
            default -> throw notAllowed();
        };
    }

    private Reply bound(Transaction tx, ODataRequest request, String action) {
        if (BULK.contains(action)) {
            return bulk.handle(tx, request, action);
        }
        return switch (action) {
            case "AddMemberList" -> lists.add(tx, request);
            case "RemoveMemberList" -> lists.remove(tx, request);
            default -> throw Refusal.segment(BOUND + action);
        };
    }

    private Reply reference(Transaction tx, ODataRequest request) {
        if (!request.name(2).equals("$ref")) {
            throw Refusal.segment(request.name(2));
        }
        return switch (request.method()) {
            case "POST", "PUT", "DELETE" -> references.handle(tx, request);
            default -> throw notAllowed();
        };
    }

    private static Refusal notAllowed() {
        return Refusal.bare(405, "0x0", "The requested resource does not support this HTTP method.");
    }
}
