package org.crmmigration.sandbox.pipedrive;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Router;
import org.crmmigration.sandbox.pipedrive.Endpoint.Kind;

/** The map of paths to operations, with their costs as the vendor's description gives them ({@code x-token-cost}). */
final class Routes {

    private static final int MOST = 500;
    static final Params.Spec PAGES = new Params.Spec(Map.of("cursor", ParamCheck.TEXT), MOST, false);

    private final Router<Endpoint> router = new Router<>();
    private final V1Routes v1 = new V1Routes(router);
    private final Account account;

    Routes(Account account) {
        this.account = account;
    }

    Router<Endpoint> build(java.util.random.RandomGenerator random) {
        Common common = new Common(account);
        EntityList deals = entity(Deals.TYPE, new Deals(account, common));
        read("/api/v2/deals/archived", 20, listParams(Deals.TYPE, false), deals::archived);
        entity(Persons.TYPE, new Persons(common));
        entity(Organizations.TYPE, new Organizations(common));
        entity(Activities.TYPE, new Activities(account));
        entity(Products.TYPE, new Products(account, common));
        entity(Pipelines.TYPE, new Pipelines(account, common));
        entity(Stages.TYPE, new Stages(account, common));
        dealProducts(new DealProducts(account));
        for (String kind : new String[] {"person", "organization", "deal", "product"}) {
            fields(kind + "Fields", new FieldRecords(account, kind + "Fields", random));
        }
        new SearchRoutes(router).add(new SearchApi(account));
        v1.notes(new NotesApi(account));
        v1.users(new UsersApi(account));
        v1.vocabulary(new VocabularyApi(account));
        return router;
    }

    private EntityList entity(EntityType type, Rules rules) {
        EntityApi api = new EntityApi(account, type, rules);
        EntityList list = new EntityList(account, api);
        String path = "/api/v2/" + type.path();
        read(path, type.listCost(), listParams(type, type.labelled()), list::list);
        read(path + "/{id}", 1, oneParams(type), api::get);
        write("POST", path, 5, api::create);
        write("PATCH", path + "/{id}", 5, api::update);
        write("DELETE", path + "/{id}", 3, api::delete);
        return list;
    }

    private static Params.Spec oneParams(EntityType type) {
        Params.Spec spec = Params.Spec.NONE;
        if (!type.includeFields().isEmpty()) {
            spec = spec.with("include_fields", ParamCheck.words(type.includeFields()));
        }
        return type.labelled() ? labelled(spec) : spec;
    }

    private static Params.Spec labelled(Params.Spec spec) {
        return spec.with("custom_fields", ParamCheck.KEYS)
                .with("include_option_labels", ParamCheck.FLAG)
                .with("include_labels", ParamCheck.FLAG);
    }

    private static Params.Spec listParams(EntityType type, boolean labelled) {
        Params.Spec spec = sorted(PAGES, type.sorts());
        boolean structure = type.listCost() == 5;
        if (!structure) {
            spec = spec.with("filter_id", ParamCheck.NUMBER)
                    .with("ids", ParamCheck.IDS)
                    .with("owner_id", ParamCheck.NUMBER)
                    .with("updated_since", ParamCheck.TIME);
        }
        if (!structure && !type.path().equals("products")) {
            spec = spec.with("updated_until", ParamCheck.TIME)
                    .with("include_fields", ParamCheck.words(type.includeFields()));
        }
        if (type.fieldsTable() != null) {
            spec = spec.with("custom_fields", ParamCheck.KEYS);
        }
        for (Map.Entry<String, ParamCheck> filter : type.filters().entrySet()) {
            spec = spec.with(filter.getKey(), filter.getValue());
        }
        return labelled ? labelled(spec) : spec;
    }

    private static Params.Spec sorted(Params.Spec spec, Set<String> sorts) {
        return spec.with("sort_by", ParamCheck.word(sorts))
                .with("sort_direction", ParamCheck.word(Set.of("asc", "desc")));
    }

    private void dealProducts(DealProducts api) {
        String path = "/api/v2/deals/{id}/products";
        Params.Spec pages = sorted(PAGES, Set.of("id", "add_time", "update_time", "order_nr"));
        Params.Spec ofDeals = sorted(PAGES, Set.of("id", "deal_id", "add_time", "update_time", "order_nr"));
        read(path, 10, pages, api::ofDeal);
        read("/api/v2/deals/products", 10, ofDeals.with("deal_ids", ParamCheck.IDS), api::ofDeals);
        write("POST", path, 5, api::attach);
        write("POST", path + "/bulk", 25, api::attachBulk);
        write("PATCH", path + "/{product_attachment_id}", 5, api::change);
        write("DELETE", path + "/{product_attachment_id}", 3, api::detach);
        add("DELETE", path, 15, Kind.WRITE, Params.Spec.NONE.with("ids", ParamCheck.IDS), api::detachBulk);
    }

    private void fields(String name, FieldRecords records) {
        FieldsApi api = new FieldsApi(account, records);
        FieldOptionsApi options = new FieldOptionsApi(account, records);
        String path = "/api/v2/" + name;
        String one = path + "/{field_code}";
        ParamCheck include = ParamCheck.words(
                name.equals("productFields")
                        ? Set.of("ui_visibility")
                        : Set.of("ui_visibility", "important_fields", "required_fields"));
        read(path, 10, PAGES.with("include_fields", include), api::list);
        read(one, 1, Params.Spec.NONE.with("include_fields", include), api::get);
        write("POST", path, 5, api::create);
        write("PATCH", one, 5, api::update);
        write("DELETE", one, 3, api::delete);
        write("POST", one + "/options", 5, options::add);
        write("PATCH", one + "/options", 5, options::rename);
        write("DELETE", one + "/options", 3, options::delete);
        if (!name.equals("productFields")) {
            v1.fields(name, new FieldsV1Api(records));
        }
    }

    private void read(String path, int cost, Params.Spec params, Function<Request, Reply> handler) {
        add("GET", path, cost, Kind.READ, params, handler);
    }

    private void write(String method, String path, int cost, Function<Request, Reply> handler) {
        add(method, path, cost, Kind.WRITE, Params.Spec.NONE, handler);
    }

    private void add(
            String method, String path, int cost, Kind kind, Params.Spec params, Function<Request, Reply> handler) {
        router.add(method, path, new Endpoint(cost, kind, params, handler));
    }
}
