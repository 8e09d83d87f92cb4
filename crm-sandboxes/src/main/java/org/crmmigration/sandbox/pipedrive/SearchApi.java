package org.crmmigration.sandbox.pipedrive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.pipedrive.SearchIndex.Entry;
import org.crmmigration.sandbox.pipedrive.SearchTexts.Text;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The search endpoints, over an index that lags. Filters are applied after a page of hits is taken, so a page can be
 * short or empty and still have a successor.
 */
final class SearchApi {

    private static final int LONGEST_TERM = 255;
    private static final Map<String, String> TABLES =
            Map.of("person", "persons", "organization", "organizations", "deal", "deals", "product", "products");

    private final Account account;
    private final SearchHits hits;

    SearchApi(Account account) {
        this.account = account;
        this.hits = new SearchHits(account);
    }

    private record Hit(String table, Entry entry) {}

    /** Search in one kind of record. */
    Reply in(String table, Request request) {
        Params params = request.params();
        return items(List.of(table), params, params.words("fields"), filter(params));
    }

    /** {@code itemSearch}. */
    Reply all(Request request) {
        Set<String> types = request.params().words("item_types");
        List<String> tables = List.of("deal", "person", "organization", "product").stream()
                .filter(type -> types.isEmpty() || types.contains(type))
                .map(type -> TABLES.getOrDefault(type, type))
                .toList();
        return items(tables, request.params(), request.params().words("fields"), null);
    }

    /** {@code itemSearch/field}: one field, and case matters. */
    Reply field(Request request) {
        Params params = request.params();
        String match = params.text("match", "exact");
        String term = term(params, match.equals("exact"));
        String key = params.text("field", "");
        if (key.isEmpty()) {
            throw Refusal.invalid("field", "field is required");
        }
        String table = TABLES.get(params.text("entity_type", ""));
        ArrayNode data = Json.array();
        String next = null;
        if (table != null) {
            Predicate<Text> matching = text -> text.key().equals(key) && matches(match, text.value(), term);
            List<Hit> page = page(List.of(table), params, match.equals("exact") ? term : null, matching);
            page.forEach(hit -> data.add(hits.brief(hit.table(), hit.entry())));
            next = next(page, params);
        }
        return Envelope.page(data, next);
    }

    private Reply items(
            List<String> tables, Params params, Set<String> groups, @Nullable Predicate<ObjectNode> filter) {
        boolean exact = params.flag("exact_match");
        String term = SearchIndex.fold(term(params, exact));
        Predicate<Text> matching = text -> {
            String value = SearchIndex.fold(text.value());
            return (groups.isEmpty() || groups.contains(text.group()))
                    && (exact ? value.equals(term) : value.contains(term));
        };
        List<Hit> page = page(tables, params, exact ? term : null, matching);
        ObjectNode data = Json.object();
        ArrayNode items = data.putArray("items");
        for (Hit hit : page) {
            if (filter == null || filter.test(Json.parseObject(hit.entry().row()))) {
                items.addObject()
                        .put("result_score", exact ? 1.2 : 0.5)
                        .set("item", hits.full(hit.table(), hit.entry()));
            }
        }
        if (filter == null) {
            data.set("related_items", params.flag("search_for_related_items") ? hits.related(items) : Json.array());
        }
        return Envelope.page(data, next(page, params));
    }

    private List<Hit> page(List<String> tables, Params params, @Nullable String value, Predicate<Text> matching) {
        Cursor cursor = Cursor.of(params, "search", false);
        int from = cursor == null ? 0 : Math.max(0, tables.indexOf(cursor.fieldValue()));
        List<Hit> page = new ArrayList<>();
        for (String table : tables.subList(from, tables.size())) {
            long after = cursor != null && cursor.fieldValue().equals(table) ? cursor.id() : 0;
            List<Entry> candidates = value == null
                    ? account.search().entries(table, after)
                    : account.search().withValue(table, value, after);
            for (Entry entry : candidates) {
                if (page.size() == params.limit()) {
                    return page;
                }
                if (entry.texts().stream().anyMatch(matching)) {
                    page.add(new Hit(table, entry));
                }
            }
        }
        return page;
    }

    private static @Nullable String next(List<Hit> page, Params params) {
        if (page.size() < params.limit()) {
            return null;
        }
        Hit last = page.getLast();
        return new Cursor("search", last.table(), false, last.entry().id()).encode();
    }

    private static String term(Params params, boolean exact) {
        String term = params.text("term", "");
        if (term.isEmpty()) {
            throw Refusal.invalid("term", "Invalid input: \"term\" is not allowed to be empty");
        }
        if ((term.length() < 2 && !exact) || term.length() > LONGEST_TERM) {
            throw Refusal.invalid("term", "length must be between 2 and " + LONGEST_TERM + " characters");
        }
        return term;
    }

    private static boolean matches(String match, String value, String term) {
        return switch (match) {
            case "beginning" -> value.startsWith(term);
            case "middle" -> value.contains(term);
            default -> value.equals(term);
        };
    }

    private static Predicate<ObjectNode> filter(Params params) {
        Predicate<ObjectNode> all = row -> true;
        Map<String, String> filters = Map.of("person_id", "person_id", "organization_id", "org_id", "status", "status");
        for (Map.Entry<String, String> filter : filters.entrySet()) {
            String wanted = params.text(filter.getKey());
            if (wanted != null) {
                all = all.and(row -> Json.text(row, filter.getValue()).equals(wanted));
            }
        }
        return all;
    }
}
