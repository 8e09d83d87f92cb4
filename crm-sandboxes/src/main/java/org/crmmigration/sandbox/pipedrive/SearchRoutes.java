package org.crmmigration.sandbox.pipedrive;

import java.util.Map;
import java.util.Set;
import org.crmmigration.sandbox.Router;
import org.crmmigration.sandbox.pipedrive.Endpoint.Kind;

/** The paths of the search operations and what each of them can be asked. */
final class SearchRoutes {

    private static final int COST = 20;

    private final Router<Endpoint> router;

    SearchRoutes(Router<Endpoint> router) {
        this.router = router;
    }

    void add(SearchApi api) {
        Params.Spec spec = Routes.PAGES.with("term", ParamCheck.TEXT).with("exact_match", ParamCheck.FLAG);
        search(
                "persons",
                spec.with("organization_id", ParamCheck.NUMBER),
                "person.picture",
                api,
                Set.of("custom_fields", "email", "notes", "phone", "name"));
        search("organizations", spec, "", api, Set.of("address", "custom_fields", "notes", "name"));
        Params.Spec ofDeals = spec.with("person_id", ParamCheck.NUMBER)
                .with("organization_id", ParamCheck.NUMBER)
                .with("status", ParamCheck.word(Set.of("open", "won", "lost")));
        search("deals", ofDeals, "deal.cc_email", api, Set.of("custom_fields", "notes", "title"));
        search("products", spec, "product.price", api, Set.of("code", "custom_fields", "name"));
        items(api);
        field(api);
    }

    private void items(SearchApi api) {
        Params.Spec items = new Params.Spec(Map.of("cursor", ParamCheck.TEXT), 100, false)
                .with("term", ParamCheck.TEXT)
                .with("exact_match", ParamCheck.FLAG)
                .with("search_for_related_items", ParamCheck.FLAG)
                .with("include_fields", ParamCheck.words(Set.of("deal.cc_email", "person.picture", "product.price")))
                .with(
                        "item_types",
                        ParamCheck.words(Set.of(
                                "deal",
                                "person",
                                "organization",
                                "product",
                                "lead",
                                "file",
                                "mail_attachment",
                                "project")))
                .with(
                        "fields",
                        ParamCheck.words(Set.of(
                                "address",
                                "code",
                                "custom_fields",
                                "email",
                                "name",
                                "notes",
                                "phone",
                                "title",
                                "description")));
        add("/api/v2/itemSearch", items, api::all);
    }

    private void field(SearchApi api) {
        Params.Spec field = Routes.PAGES
                .with("term", ParamCheck.TEXT)
                .with("field", ParamCheck.TEXT)
                .with("match", ParamCheck.word(Set.of("exact", "beginning", "middle")))
                .with(
                        "entity_type",
                        ParamCheck.word(Set.of("deal", "lead", "person", "organization", "product", "project")));
        add("/api/v2/itemSearch/field", field, api::field);
    }

    private void search(String table, Params.Spec spec, String include, SearchApi api, Set<String> fields) {
        Params.Spec all = spec.with("fields", ParamCheck.words(fields));
        Params.Spec full = include.isEmpty() ? all : all.with("include_fields", ParamCheck.word(Set.of(include)));
        add("/api/v2/" + table + "/search", full, request -> api.in(table, request));
    }

    private void add(
            String path,
            Params.Spec params,
            java.util.function.Function<Request, org.crmmigration.sandbox.Reply> handler) {
        router.add("GET", path, new Endpoint(COST, Kind.SEARCH, params, handler));
    }
}
