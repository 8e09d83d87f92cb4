package org.crmmigration.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.crmmigration.messaging.registry.CompatibilityLevel;

/**
 * The paths of the registry's API and what each answers.
 *
 * @see <a href="https://docs.confluent.io/platform/8.0/schema-registry/develop/api.html">Schema Registry API</a>
 */
final class RegistryRoutes {
    private static final String SUBJECT = "/subjects/{subject}";
    private static final String VERSION = SUBJECT + "/versions/{version}";

    private final Map<String, Function<RegistryRequest, Object>> routes = new LinkedHashMap<>();
    private final SchemaStore store;

    RegistryRoutes(SchemaStore store) {
        this.store = store;
        subjects();
        schemas();
        compatibility();
        configuration();
    }

    /** By "METHOD /path/{placeholder}". */
    Map<String, Function<RegistryRequest, Object>> all() {
        return routes;
    }

    private void subjects() {
        routes.put("GET /", request -> Map.of());
        routes.put("GET /subjects", this::listSubjects);
        routes.put("POST " + SUBJECT, r -> store.lookUp(r.subject(), r.schema(), r.flag("deleted")));
        routes.put("DELETE " + SUBJECT, r -> store.deleteSubject(r.subject(), r.flag("permanent")));
        routes.put("GET " + SUBJECT + "/versions", r -> store.versions(r.subject(), r.flag("deleted")));
        routes.put(
                "POST " + SUBJECT + "/versions",
                r -> Map.of("id", store.register(r.subject(), r.schema()).id()));
        routes.put("GET " + VERSION, r -> store.version(r.subject(), r.version(), r.flag("deleted")));
        routes.put("DELETE " + VERSION, r -> store.deleteVersion(r.subject(), r.version(), r.flag("permanent")));
        routes.put(
                "GET " + VERSION + "/schema",
                r -> new RawSchema(store.version(r.subject(), r.version(), r.flag("deleted"))
                        .schema()));
        routes.put("GET " + VERSION + "/referencedby", r -> List.of());
    }

    private void schemas() {
        routes.put("GET /schemas/types", r -> List.of("AVRO"));
        routes.put("GET /schemas/ids/{id}", r -> Map.of("schema", store.schema(r.id())));
        routes.put("GET /schemas/ids/{id}/schema", r -> new RawSchema(store.schema(r.id())));
        routes.put(
                "GET /schemas/ids/{id}/subjects",
                r -> store.uses(r.id(), r.flag("deleted")).stream()
                        .map(SchemaStore.Entry::subject)
                        .distinct()
                        .toList());
        routes.put(
                "GET /schemas/ids/{id}/versions",
                r -> store.uses(r.id(), r.flag("deleted")).stream()
                        .map(use -> Map.of("subject", use.subject(), "version", use.version()))
                        .toList());
    }

    private void compatibility() {
        routes.put("POST /compatibility" + VERSION, r -> verdict(r, false));
        routes.put("POST /compatibility" + SUBJECT + "/versions", r -> verdict(r, true));
    }

    private void configuration() {
        routes.put("GET /mode", r -> Map.of("mode", "READWRITE"));
        routes.put("GET /mode/{subject}", r -> Map.of("mode", "READWRITE"));
        routes.put("GET /config", r -> Map.of("compatibilityLevel", store.level()));
        routes.put("PUT /config", r -> {
            store.setLevel(null, level(r));
            return Map.of("compatibility", level(r));
        });
        routes.put("DELETE /config", r -> {
            CompatibilityLevel former = store.level();
            store.setLevel(null, null);
            return Map.of("compatibilityLevel", former);
        });
        routes.put("GET /config/{subject}", r -> Map.of("compatibilityLevel", subjectLevel(r)));
        routes.put("PUT /config/{subject}", r -> {
            store.setLevel(r.subject(), level(r));
            return Map.of("compatibility", level(r));
        });
        routes.put("DELETE /config/{subject}", r -> {
            CompatibilityLevel former =
                    store.level(r.subject()).orElseThrow(() -> RegistryError.subjectNotFound(r.subject()));
            store.setLevel(r.subject(), null);
            return Map.of("compatibilityLevel", former);
        });
    }

    private List<String> listSubjects(RegistryRequest request) {
        String prefix = request.query().getOrDefault("subjectPrefix", "");
        return store.subjects(request.flag("deleted")).stream()
                .filter(subject -> subject.startsWith(prefix))
                .toList();
    }

    private Map<String, Object> verdict(RegistryRequest request, boolean all) {
        List<String> complaints =
                store.complaints(request.subject(), all ? null : request.version(), all, request.schema());
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("is_compatible", complaints.isEmpty());
        if (request.flag("verbose")) {
            verdict.put("messages", complaints);
        }
        return verdict;
    }

    private CompatibilityLevel subjectLevel(RegistryRequest request) {
        return store.level(request.subject()).orElseGet(() -> {
            if (request.flag("defaultToGlobal")) {
                return store.level();
            }
            throw new RegistryError(
                    40408, "Subject '" + request.subject() + "' does not have subject-level compatibility configured");
        });
    }

    private static CompatibilityLevel level(RegistryRequest request) {
        String text = request.body().path("compatibility").asString("");
        try {
            return CompatibilityLevel.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RegistryError(
                    42203,
                    "Invalid compatibility level. Valid values are none, backward, forward, full,"
                            + " backward_transitive, forward_transitive, and full_transitive");
        }
    }

    /** A schema answered as it is, not inside a JSON object. */
    record RawSchema(String text) {}
}
