package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.crmmigration.sandbox.HttpApi.Answer;
import org.crmmigration.sandbox.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends, for each operation of the sandbox, what the vendor's own example shows and compares our answer with the example:
 * the same members, of the same JSON types. The vendor's files carry examples of answers only, so a body is made of the
 * members of the example that the request schema lists.
 */
class OpenApiExamplesTest {

    /** Where the vendor's example contradicts the vendor's schema, or shows what a sandbox has none of. */
    private static final Set<String> DEVIATIONS = Set.of(
            "/organizations .org_id", // stray in the examples, absent from the schema
            "/products .category", // the schema takes a number, the example shows a name
            "/products/search .items[].item.code", // a number in the example, text in the schema
            "/dealFields .options[].color", // only options of labels have one
            "/productFields .options[].color",
            "/notes .additional_data.pagination.next_start", // our only page is the last
            "/organizationFields .picklist_data"); // listed nowhere in the schema

    /** Members whose examples go with a status or an object that the example does not have. */
    private static final Set<String> NOT_SENT = Set.of(
            "won_time",
            "lost_time",
            "close_time",
            "lost_reason",
            "archive_time",
            "channel_id",
            "lead_id",
            "project_id",
            "person_id",
            "category",
            "task_id");

    record Operation(String version, String method, String template, JsonNode description) {

        @Override
        public String toString() {
            return method + " /api/" + version + template;
        }

        JsonNode example() {
            for (String status : List.of("200", "201")) {
                JsonNode content = description
                        .path("responses")
                        .path(status)
                        .path("content")
                        .path("application/json");
                if (content.has("example")) {
                    return content.path("example");
                }
            }
            return Json.object();
        }

        JsonNode bodySchema() {
            return description
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
        }
    }

    static Stream<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        try (Fixture probe = Fixture.open()) {
            Account account = new Account(
                    new org.crmmigration.sandbox.Store("probe", Account.tables(), null),
                    probe.clock,
                    Fixture.unlimited());
            var router = new Routes(account).build(new java.util.Random(1));
            for (String version : List.of("v1", "v2")) {
                OpenApiFiles.paths(version)
                        .properties()
                        .forEach(path -> path.getValue().properties().forEach(operation -> {
                            String method = operation.getKey().toUpperCase(Locale.ROOT);
                            if (router.find(method, "/api/" + version + path.getKey())
                                            instanceof org.crmmigration.sandbox.Router.Match.Found<Endpoint> found
                                    && found.template().equals("/api/" + version + path.getKey())) {
                                all.add(new Operation(version, method, path.getKey(), operation.getValue()));
                            }
                        }));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void answersWithTheMembersOfTheExample(Operation operation) throws Exception {
        try (Fixture it = new Fixture(Fixture.unlimited()
                .withPlan(Plan.ULTIMATE, 1)
                .withFeatures(Features.all())
                .withLags(java.time.Duration.ZERO, java.time.Duration.ZERO)
                .withOpenApi(OpenApiFiles.directory())
                .withQuirks(Quirks.defaults().lenient()))) {
            // Given
            Map<String, String> code = world(it);

            // When
            Answer answer = it.api.send(operation.method(), path(operation, code), body(operation, it, code));

            // Then
            assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
            assertThat(operation.description().path("responses").has(Integer.toString(answer.status())))
                    .isTrue();
            Set<String> missing = new LinkedHashSet<>();
            compare(operation, "", operation.example(), answer.body(), missing);
            assertThat(missing).isEmpty();
            assertThat(it.sandbox.violations()).isEmpty();
        }
    }

    /** One object of each kind, each with id 1, and a custom field of each kind; returns the codes of the fields. */
    private static Map<String, String> world(Fixture it) throws Exception {
        Map<String, String> codes = new HashMap<>();
        for (String kind : List.of("person", "organization", "deal", "product")) {
            codes.put("/" + kind + "Fields", it.field(kind, "enum", "A", "B"));
        }
        it.api.post("/api/v2/organizations", "{\"name\":\"Sample\",\"address\":{\"value\":\"Main St\"}}");
        it.api.post(
                "/api/v2/persons",
                "{\"name\":\"Sample One\",\"org_id\":1,\"emails\":[{\"value\":\"a@example.org\"}],"
                        + "\"phones\":[{\"value\":\"1\"}]}");
        it.api.post("/api/v2/deals", "{\"title\":\"Sample\",\"person_id\":1,\"org_id\":1}");
        it.api.post("/api/v2/deals", "{\"title\":\"Old\",\"is_archived\":true}");
        it.api.post("/api/v2/activities", "{\"subject\":\"Sample\",\"participants\":[{\"person_id\":1}]}");
        it.api.post("/api/v2/products", "{\"name\":\"Sample\",\"code\":\"MPENCIL\"}");
        it.api.post("/api/v2/deals/1/products", "{\"product_id\":1,\"item_price\":5,\"quantity\":1}");
        it.api.post("/v1/notes", "{\"content\":\"Sample\",\"person_id\":1,\"deal_id\":1,\"org_id\":1}");
        return codes;
    }

    private static String path(Operation operation, Map<String, String> codes) {
        String stem = operation.template().replaceAll("Fields/.*", "Fields");
        String field = codes.getOrDefault(stem, "");
        boolean v1Field =
                operation.version().equals("v1") && operation.template().contains("Fields/");
        String path = "/api/" + operation.version()
                + operation
                        .template()
                        .replace("{id}", v1Field ? v1FieldId(operation) : "1")
                        .replace("{product_attachment_id}", "1")
                        .replace("{field_code}", field);
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.description().path("parameters")) {
            String name = Json.text(parameter, "name");
            String value = Map.of(
                            "term",
                            "Sample",
                            "entity_type",
                            "person",
                            "field",
                            "name",
                            "deal_ids",
                            "1",
                            "include_fields",
                            includeFields(operation))
                    .getOrDefault(name, "");
            if (!value.isEmpty()) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(name)
                        .append('=')
                        .append(value);
            }
        }
        return path + query;
    }

    private static String v1FieldId(Operation operation) {
        // Custom fields follow the fields of the system.
        return switch (operation.template()) {
            case "/personFields/{id}" -> Integer.toString(SystemFields.PERSON.size() + 1);
            case "/dealFields/{id}" -> Integer.toString(SystemFields.DEAL.size() + 1);
            default ->
                Integer.toString(SystemFields.organization(Features.all()).size() + 1);
        };
    }

    private static String includeFields(Operation operation) {
        if (operation.template().startsWith("/productFields")) {
            return "ui_visibility";
        }
        if (operation.template().contains("Fields")) {
            return "ui_visibility,important_fields,required_fields";
        }
        return operation.template().startsWith("/activities") ? "attendees" : "";
    }

    private static @org.jspecify.annotations.Nullable String body(
            Operation operation, Fixture it, Map<String, String> codes) throws Exception {
        JsonNode schema = operation.bodySchema();
        if (schema.isMissingNode()) {
            return null;
        }
        if (operation.template().endsWith("/options")) {
            return options(operation, it, codes);
        }
        if (operation.template().endsWith("/bulk")) {
            return "{\"data\":[{\"product_id\":1,\"item_price\":30.23,\"quantity\":2}]}";
        }
        JsonNode data = operation.example().path("data");
        ObjectNode body = Json.object();
        listed(schema).forEach(name -> {
            if (data.hasNonNull(name) && !NOT_SENT.contains(name)) {
                body.set(name, data.get(name));
            }
        });
        adapt(operation, body);
        return Json.write(body);
    }

    /** What the example shows but the schema of the request does not take, or the made-up world does not have. */
    private static void adapt(Operation operation, ObjectNode body) {
        if (body.has("type")) {
            body.put("type", "call");
        }
        if (body.path("options").isArray()) {
            ArrayNode labels = body.putArray("options");
            labels.addObject().put("label", "One");
        }
        if (operation.template().equals("/notes") || operation.template().equals("/notes/{id}")) {
            body.remove(List.of(
                    "lead_id",
                    "pinned_to_lead_flag",
                    "pinned_to_deal_flag",
                    "pinned_to_organization_flag",
                    "pinned_to_person_flag",
                    "pinned_to_project_flag"));
        }
        if (operation.method().equals("POST") && operation.template().equals("/products")) {
            ((ObjectNode) body.path("prices").path(0)).remove("product_id");
        }
        if (operation.method().equals("PATCH") && operation.template().equals("/products/{id}")) {
            ((ObjectNode) body.path("prices").path(0)).remove("product_id");
        }
        body.remove("custom_fields");
    }

    private static String options(Operation operation, Fixture it, Map<String, String> codes) throws Exception {
        String field = path(operation, codes).replace("/options", "");
        long id = it.api.get(field).data().path("options").path(0).path("id").asLong();
        return switch (operation.method()) {
            case "POST" -> "[{\"label\":\"Referral\"}]";
            case "PATCH" -> "[{\"id\":" + id + ",\"label\":\"Referral\"}]";
            default -> "[{\"id\":" + id + "}]";
        };
    }

    private static Set<String> listed(JsonNode schema) {
        Set<String> names = new LinkedHashSet<>(schema.path("properties").propertyNames());
        schema.path("allOf").forEach(part -> names.addAll(listed(part)));
        return names;
    }

    private static void compare(Operation operation, String at, JsonNode example, JsonNode ours, Set<String> missing) {
        String stem = operation.template().replaceAll("/\\{[^}]*}.*", "").replace("/archived", "");
        if (DEVIATIONS.contains(stem + " " + at.replaceFirst("^\\.data(\\[])?", ""))
                || at.contains("_visib")
                || at.contains("_fields.")
                || at.endsWith(".prices[].product_id")
                || (stem.equals("/products") && at.endsWith(".custom_fields"))) { // the example shows a schema
            return;
        }
        if (example.isNull() || ours.isNull()) {
            return;
        }
        if (example.getNodeType() != ours.getNodeType()) {
            missing.add(at + " is " + ours.getNodeType() + " instead of " + example.getNodeType());
        } else if (example.isObject()) {
            example.properties().forEach(member -> {
                String name = at + "." + member.getKey();
                if (ours.has(member.getKey())) {
                    compare(operation, name, member.getValue(), ours.path(member.getKey()), missing);
                } else if (!DEVIATIONS.contains(stem + " " + name.replaceFirst("^\\.data(\\[])?", ""))) {
                    missing.add(name + " is missing");
                }
            });
        } else if (example.isArray() && !example.isEmpty() && !ours.isEmpty()) {
            compare(operation, at + "[]", example.path(0), ours.path(0), missing);
        }
    }
}
