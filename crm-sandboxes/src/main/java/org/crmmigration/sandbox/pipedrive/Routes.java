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
    private static final Params.Spec PAGES = new Params.Spec(Map.of("cursor", ParamCheck.TEXT), MOST, false);
    private static final Params.Spec V1_PAGES = new Params.Spec(Map.of("start", ParamCheck.NUMBER), MOST, true);

    private final Router<Endpoint> router = new Router<>();
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
        search(new SearchApi(account));
        notes(new NotesApi(account));
        users(new UsersApi(account));
        vocabulary(new VocabularyApi(account));
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
        Params.Spec pages = sorted(PAGES, Set.of("id", "add_time", "update_time"));
        read(path, 10, pages, api::ofDeal);
        read("/api/v2/deals/products", 10, pages.with("deal_ids", ParamCheck.IDS), api::ofDeals);
        write("POST", path, 5, api::attach);
        write("POST", path + "/bulk", 25, api::attachBulk);
        write("PATCH", path + "/{product_attachment_id}", 5, api::change);
        write("DELETE", path + "/{product_attachment_id}", 3, api::detach);
        add("DELETE", path, 15, Kind.WRITE, Params.Spec.NONE.with("ids", ParamCheck.IDS), api::detachBulk);
    }

    private void fields(String name, FieldRecords records) {
        FieldsApi api = new FieldsApi(account, records);
        String path = "/api/v2/" + name;
        String one = path + "/{field_code}";
        ParamCheck include = ParamCheck.words(Set.of("ui_visibility", "important_fields", "required_fields"));
        read(path, 10, PAGES.with("include_fields", include), api::list);
        read(one, 1, Params.Spec.NONE.with("include_fields", include), api::get);
        write("POST", path, 5, api::create);
        write("PATCH", one, 5, api::update);
        write("DELETE", one, 3, api::delete);
        write("POST", one + "/options", 5, api::addOptions);
        write("PATCH", one + "/options", 5, api::renameOptions);
        write("DELETE", one + "/options", 3, api::deleteOptions);
        FieldsV1Api v1 = new FieldsV1Api(records);
        String v1Path = "/api/v1/" + name;
        read(v1Path, 20, V1_PAGES, v1::list);
        read(v1Path + "/{id}", 2, Params.Spec.NONE_V1, v1::get);
        writeV1("POST", v1Path, 10, v1::create);
        writeV1("PUT", v1Path + "/{id}", 10, v1::update);
        writeV1("DELETE", v1Path + "/{id}", 6, v1::delete);
    }

    private void search(SearchApi api) {
        Params.Spec spec = PAGES.with("term", ParamCheck.TEXT).with("exact_match", ParamCheck.FLAG);
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
        add("GET", "/api/v2/itemSearch", 20, Kind.SEARCH, items, api::all);
        Params.Spec field = PAGES.with("term", ParamCheck.TEXT)
                .with("field", ParamCheck.TEXT)
                .with("match", ParamCheck.word(Set.of("exact", "beginning", "middle")))
                .with(
                        "entity_type",
                        ParamCheck.word(Set.of("deal", "lead", "person", "organization", "product", "project")));
        add("GET", "/api/v2/itemSearch/field", 20, Kind.SEARCH, field, api::field);
    }

    private void search(String table, Params.Spec spec, String include, SearchApi api, Set<String> fields) {
        Params.Spec all = spec.with("fields", ParamCheck.words(fields));
        Params.Spec full = include.isEmpty() ? all : all.with("include_fields", ParamCheck.word(Set.of(include)));
        add("GET", "/api/v2/" + table + "/search", 20, Kind.SEARCH, full, request -> api.in(table, request));
    }

    private void notes(NotesApi api) {
        Params.Spec list = V1_PAGES.with("sort", ParamCheck.TEXT)
                .with("start_date", ParamCheck.DATE)
                .with("end_date", ParamCheck.DATE)
                .with("updated_since", ParamCheck.TIME)
                .with("lead_id", ParamCheck.TEXT);
        for (String id : new String[] {"user_id", "deal_id", "person_id", "org_id", "project_id", "task_id"}) {
            list = list.with(id, ParamCheck.NUMBER);
        }
        for (String pin : NotesApi.PINS) {
            list = list.with("pinned_to_" + pin + "_flag", ParamCheck.ZERO_ONE);
        }
        read("/api/v1/notes", 20, list, api::list);
        read("/api/v1/notes/{id}", 2, Params.Spec.NONE_V1, api::get);
        writeV1("POST", "/api/v1/notes", 10, api::create);
        writeV1("PUT", "/api/v1/notes/{id}", 10, api::update);
        writeV1("DELETE", "/api/v1/notes/{id}", 6, api::delete);
    }

    private void users(UsersApi api) {
        Params.Spec find =
                Params.Spec.NONE_V1.with("term", ParamCheck.TEXT).with("search_by_email", ParamCheck.ZERO_ONE);
        read("/api/v1/users", 20, Params.Spec.NONE_V1, api::list);
        read("/api/v1/users/me", 2, Params.Spec.NONE_V1, api::me);
        read("/api/v1/users/find", 40, find, api::find);
        read("/api/v1/users/{id}", 2, Params.Spec.NONE_V1, api::get);
        writeV1("POST", "/api/v1/users", 10, api::invite);
        writeV1("PUT", "/api/v1/users/{id}", 10, api::update);
    }

    private void vocabulary(VocabularyApi api) {
        read("/api/v1/activityTypes", 20, Params.Spec.NONE_V1, api::activityTypes);
        writeV1("POST", "/api/v1/activityTypes", 10, api::createActivityType);
        read("/api/v1/currencies", 20, Params.Spec.NONE_V1.with("term", ParamCheck.TEXT), api::currencies);
    }

    private void read(String path, int cost, Params.Spec params, Function<Request, Reply> handler) {
        add("GET", path, cost, Kind.READ, params, handler);
    }

    private void write(String method, String path, int cost, Function<Request, Reply> handler) {
        add(method, path, cost, Kind.WRITE, Params.Spec.NONE, handler);
    }

    private void writeV1(String method, String path, int cost, Function<Request, Reply> handler) {
        add(method, path, cost, Kind.WRITE, Params.Spec.NONE_V1, handler);
    }

    private void add(
            String method, String path, int cost, Kind kind, Params.Spec params, Function<Request, Reply> handler) {
        router.add(method, path, new Endpoint(cost, kind, params, handler));
    }
}
