package org.crmmigration.sandbox.pipedrive;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Predicate;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Table;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of one kind of v2 record: filters, sorting, keyset pages, reading by ids. Called under the store's lock. */
final class EntityList {

    private static final List<String> LINKS =
            List.of("owner_id", "person_id", "org_id", "pipeline_id", "stage_id", "deal_id", "lead_id");

    private final Account account;
    private final EntityApi api;
    private final Table table;

    EntityList(Account account, EntityApi api) {
        this.account = account;
        this.api = api;
        this.table = account.table(api.type().path());
    }

    /** Records that are not archived, or of a kind that cannot be. */
    Reply list(Request request) {
        return list(request.params(), row -> !row.path("is_archived").asBoolean(false));
    }

    Reply archived(Request request) {
        return list(request.params(), row -> row.path("is_archived").asBoolean(false));
    }

    private Reply list(Params params, Predicate<ObjectNode> base) {
        if (params.has("filter_id")) {
            throw Refusal.notFound("Filter was not found");
        }
        Predicate<ObjectNode> wanted = base.and(visible(params)).and(filters(params));
        ArrayNode data = Json.array();
        if (params.has("ids")) {
            for (long id : new HashSet<>(params.ids("ids")).stream().sorted().toList()) {
                ObjectNode row = account.find(table.name(), id);
                if (row != null && wanted.test(row)) {
                    data.add(api.view(row, params));
                }
            }
            return Envelope.page(data, null);
        }
        Walk.Page page = new Walk(table, params).page(among(params), wanted, params.limit());
        page.rows().forEach(row -> data.add(api.view(row, params)));
        return Envelope.page(data, page.nextCursor());
    }

    private Predicate<ObjectNode> visible(Params params) {
        Set<String> statuses = params.words("status");
        long newest = account.now().minus(account.settings().listLag()).toEpochMilli();
        return row -> {
            boolean deleted = Account.isDeleted(row);
            boolean shown = deleted
                    ? statuses.contains("deleted") && !account.isPurged(row)
                    : statuses.isEmpty() || statuses.contains(Json.text(row, "status"));
            return shown && row.path(Account.CREATED).asLong(0) <= newest;
        };
    }

    private Predicate<ObjectNode> filters(Params params) {
        Predicate<ObjectNode> all = row -> true;
        for (String link : LINKS) {
            String wanted = params.text(link);
            if (wanted != null) {
                all = all.and(
                        link.equals("deal_id") && table.name().equals("persons")
                                ? ofDeal(wanted)
                                : row -> Json.text(row, link).equals(wanted));
            }
        }
        if (params.has("done")) {
            all = all.and(row -> row.path("done").asBoolean(false) == params.flag("done"));
        }
        Instant since = params.time("updated_since");
        Instant until = params.time("updated_until");
        return all.and(row -> since == null || !updated(row).isBefore(since))
                .and(row -> until == null || updated(row).isBefore(until));
    }

    private Predicate<ObjectNode> ofDeal(String dealId) {
        ObjectNode deal = account.findLive("deals", Long.parseLong(dealId));
        String person = deal == null ? "" : Json.text(deal, "person_id");
        return row -> Json.text(row, "id").equals(person);
    }

    private @Nullable NavigableSet<Long> among(Params params) {
        for (String link : LINKS) {
            String key = params.text(link);
            if (key != null && table.hasLink(link)) {
                return table.linked(link, key);
            }
        }
        return null;
    }

    private static Instant updated(ObjectNode row) {
        Instant time = Times.parseRfc3339(Json.text(row, "update_time"));
        return time == null ? Instant.EPOCH : time;
    }
}
