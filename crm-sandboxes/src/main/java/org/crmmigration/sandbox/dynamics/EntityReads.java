package org.crmmigration.sandbox.dynamics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.dynamics.metadata.Column;
import org.crmmigration.sandbox.dynamics.metadata.TableDefinition;
import org.crmmigration.sandbox.dynamics.odata.QueryOptions;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** GET on entity sets: lists, single rows, properties, related rows, counts. */
final class EntityReads {

    private static final int COUNT_CAP = 5000;

    private final Environment environment;
    private final KeyLookup keys;
    private final RowQuery query;
    private final Navigation navigation;

    EntityReads(Environment environment, KeyLookup keys, RowQuery query, Navigation navigation) {
        this.environment = environment;
        this.keys = keys;
        this.query = query;
        this.navigation = navigation;
    }

    Reply get(ODataRequest request) {
        String set = request.name(0);
        if (set.equals("sdkmessagefilters")) {
            return Replies.ok(new MessageFilters(environment).list(request));
        }
        TableDefinition table = environment.set(set, request.context());
        environment.security().require("Read", table, request.context());
        boolean keyed = request.path().first().arguments() != null;
        return switch (request.path().size()) {
            case 1 -> keyed ? single(request, table) : list(request, table, null);
            case 2 -> keyed ? related(request, table) : count(request, table, request.name(1));
            default -> throw Refusal.segment(request.name(2));
        };
    }

    private ObjectNode row(ODataRequest request, TableDefinition table) {
        String id = keys.existing(keys.find(table, request.path().first()), new Transaction(environment.store()));
        ObjectNode row = environment.store().table(table.logicalName()).get(id);
        if (row == null) {
            throw Refusal.missing(table.logicalName(), id);
        }
        return row;
    }

    private Reply single(ODataRequest request, TableDefinition table) {
        ObjectNode row = row(request, table);
        request.work().read(1);
        if (RowView.etag(row).equals(request.context().condition("if-none-match"))) {
            return Replies.notModified();
        }
        ObjectNode shown = navigation.show(table, row, request.options(), request.context());
        return Replies.ok(Replies.withContext(request.context(), table.setName() + "/$entity", shown));
    }

    private Reply related(ODataRequest request, TableDefinition table) {
        ObjectNode row = row(request, table);
        String name = request.name(1);
        Column column = table.columnOfMember(name);
        if (column != null && !column.type().isLookup()) {
            request.work().read(1);
            ObjectNode value = Json.object();
            value.set(
                    "value",
                    row.path(name).isMissingNode()
                            ? tools.jackson.databind.node.NullNode.getInstance()
                            : row.path(name));
            return Replies.ok(Replies.withContext(request.context(), table.setName() + "/" + name, value));
        }
        return switch (navigation.follow(table, row, name)) {
            case Navigation.Related.One one -> {
                ObjectNode target = one.row();
                request.work().read(1);
                yield target == null
                        ? Replies.noContent()
                        : Replies.ok(Replies.withContext(
                                request.context(),
                                one.table().setName() + "/$entity",
                                navigation.show(one.table(), target, request.options(), request.context())));
            }
            case Navigation.Related.Many many -> list(request, many.table(), many.ids());
        };
    }

    private Reply count(ODataRequest request, TableDefinition table, String segment) {
        if (!segment.equals("$count")) {
            throw Refusal.segment(segment);
        }
        int count = query.count(table, request.options().filter(), null, COUNT_CAP);
        request.work().read(1);
        return new Reply(200, "text/plain", Map.of("OData-Version", "4.0"), Integer.toString(count));
    }

    private Reply list(ODataRequest request, TableDefinition table, @Nullable NavigableSet<String> scope) {
        QueryOptions options = request.options();
        navigation.check(table, options, request.context());
        Prefer prefer = request.context().prefer();
        int size = options.top() >= 0 ? Math.min(options.top(), prefer.pageSize()) : prefer.pageSize();
        RowQuery.Page page = query.page(table, options, scope, size);
        request.work().read(page.rows().size());
        ObjectNode body = Json.object();
        if (options.count()) {
            body.put("@odata.count", query.count(table, options.filter(), scope, COUNT_CAP));
        }
        if (prefer.annotations()) {
            body.put("@Microsoft.Dynamics.CRM.totalrecordcount", -1)
                    .put("@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded", false);
        }
        var value = body.putArray("value");
        page.rows().forEach(row -> value.add(navigation.show(table, row, options, request.context())));
        if (page.next() != null && options.top() < 0) {
            body.put("@odata.nextLink", nextLink(request, page.next()));
        }
        return Replies.ok(Replies.withContext(request.context(), table.setName(), body));
    }

    private static String nextLink(ODataRequest request, String next) {
        Map<String, String> query = new LinkedHashMap<>(request.query());
        query.put("$skiptoken", next);
        StringBuilder path = new StringBuilder();
        request.path()
                .segments()
                .forEach(segment -> path.append(path.isEmpty() ? "" : "/")
                        .append(segment.name())
                        .append(segment.arguments() == null ? "" : "(" + segment.arguments() + ")"));
        return UrlText.address(request.context().base(), path.toString()) + "?" + UrlText.write(query);
    }
}
