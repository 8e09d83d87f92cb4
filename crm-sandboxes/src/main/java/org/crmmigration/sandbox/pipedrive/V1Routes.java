package org.crmmigration.sandbox.pipedrive;

import java.util.Map;
import java.util.function.Function;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Router;
import org.crmmigration.sandbox.pipedrive.Endpoint.Kind;

/** The paths of v1 that are still served: notes, users, vocabularies and fields by numeric id. */
final class V1Routes {

    private static final Params.Spec PAGES = new Params.Spec(Map.of("start", ParamCheck.NUMBER), 500, true);

    private final Router<Endpoint> router;

    V1Routes(Router<Endpoint> router) {
        this.router = router;
    }

    void notes(NotesApi api) {
        Params.Spec list = PAGES.with("sort", ParamCheck.TEXT)
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
        write("POST", "/api/v1/notes", 10, api::create);
        write("PUT", "/api/v1/notes/{id}", 10, api::update);
        write("DELETE", "/api/v1/notes/{id}", 6, api::delete);
    }

    void users(UsersApi api) {
        Params.Spec find =
                Params.Spec.NONE_V1.with("term", ParamCheck.TEXT).with("search_by_email", ParamCheck.ZERO_ONE);
        read("/api/v1/users", 20, Params.Spec.NONE_V1, api::list);
        read("/api/v1/users/me", 2, Params.Spec.NONE_V1, api::me);
        read("/api/v1/users/find", 40, find, api::find);
        read("/api/v1/users/{id}", 2, Params.Spec.NONE_V1, api::get);
        write("POST", "/api/v1/users", 10, api::invite);
        write("PUT", "/api/v1/users/{id}", 10, api::update);
    }

    void vocabulary(VocabularyApi api) {
        read("/api/v1/activityTypes", 20, Params.Spec.NONE_V1, api::activityTypes);
        write("POST", "/api/v1/activityTypes", 10, api::createActivityType);
        read("/api/v1/currencies", 20, Params.Spec.NONE_V1.with("term", ParamCheck.TEXT), api::currencies);
    }

    void fields(String name, FieldsV1Api api) {
        String path = "/api/v1/" + name;
        read(path, 20, PAGES, api::list);
        read(path + "/{id}", 2, Params.Spec.NONE_V1, api::get);
        write("POST", path, 10, api::create);
        write("PUT", path + "/{id}", 10, api::update);
        write("DELETE", path + "/{id}", 6, api::delete);
    }

    private void read(String path, int cost, Params.Spec params, Function<Request, Reply> handler) {
        router.add("GET", path, new Endpoint(cost, Kind.READ, params, handler));
    }

    private void write(String method, String path, int cost, Function<Request, Reply> handler) {
        router.add(method, path, new Endpoint(cost, Kind.WRITE, Params.Spec.NONE_V1, handler));
    }
}
