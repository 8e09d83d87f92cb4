package org.crmmigration.pipedrive;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.crmmigration.contract.Refused;
import org.crmmigration.contract.Sample;
import org.crmmigration.contract.VendorUnderTest;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.crmmigration.sandbox.pipedrive.Features;
import org.crmmigration.sandbox.pipedrive.LimitSettings;
import org.crmmigration.sandbox.pipedrive.PipedriveSandbox;
import org.crmmigration.sandbox.pipedrive.PipedriveSettings;
import org.crmmigration.sandbox.pipedrive.PipedriveSettings.Seat;
import org.crmmigration.sandbox.pipedrive.Plan;
import tools.jackson.databind.JsonNode;

/** Pipedrive's sandbox with the search lag of the real one, and a sample of every object type. */
final class PipedriveUnderTest implements VendorUnderTest {

    static final String OWNER = "owner@example.org";

    private static final Map<String, String> ROUTES = Map.ofEntries(
            Map.entry("field", "POST /api/v2/personFields"),
            Map.entry("labels", "POST /api/v2/personFields/{field_code}/options"),
            Map.entry("user", "POST /api/v1/users"),
            Map.entry("pipeline", "POST /api/v2/pipelines"),
            Map.entry("stage", "POST /api/v2/stages"),
            Map.entry("organization", "POST /api/v2/organizations"),
            Map.entry("person", "POST /api/v2/persons"),
            Map.entry("deal", "POST /api/v2/deals"),
            Map.entry("product", "POST /api/v2/products"),
            Map.entry(RecurringProducts.TYPE, "POST /api/v2/deals/{id}/products"),
            Map.entry("activity", "POST /api/v2/activities"),
            Map.entry("note", "POST /api/v1/notes"));

    private final PipedriveSandbox sandbox;
    private final PipedriveSettings settings;

    PipedriveUnderTest(PipedriveSettings settings) {
        this.settings = settings;
        this.sandbox = PipedriveSandbox.start(settings);
    }

    /** No limits, everything switched on, lagging search. */
    static PipedriveSettings settings() {
        return PipedriveSettings.defaults()
                .withPlan(Plan.PREMIUM, 5)
                .withLimits(LimitSettings.off())
                .withFeatures(Features.all())
                .withUsers(List.of(
                        new Seat("Sandbox Admin", "admin@example.org", true),
                        new Seat("Owner", OWNER, true),
                        new Seat("Former", "former@example.org", false)))
                .withLags(Duration.ofMinutes(10), Duration.ZERO);
    }

    /** The same, with every request checked against the vendor's description where that is at hand. */
    static PipedriveSettings checked() {
        Path openApi = openApi();
        return Files.isDirectory(openApi) ? settings().withOpenApi(openApi) : settings();
    }

    static Path openApi() {
        String given = System.getProperty("openapi.dir", "");
        return given.isEmpty() ? Path.of("../../shared/reference/openapi") : Path.of(given);
    }

    PipedriveSandbox sandbox() {
        return sandbox;
    }

    @Override
    public CrmVendor vendor() {
        return new PipedriveVendor(Clock.systemUTC());
    }

    @Override
    public Account account() {
        return account(settings.apiToken());
    }

    @Override
    public Account strangersAccount() {
        return account("stranger-0000000000000000000000000000000");
    }

    private Account account(String token) {
        return new Account("kit", sandbox.url(), "premium", 5, 0.1, Map.of("apiToken", token));
    }

    static Value text(String text) {
        return new Value.Text(text);
    }

    static Value texts(String... texts) {
        return new Value.Texts(List.of(texts));
    }

    static Value reference(String type, String sourceKey) {
        return new Value.Reference(new ObjectKey(type, sourceKey));
    }

    private static Sample field(String entity, String slug, String name, String type, String... options) {
        Map<String, Value> fields = options.length == 0
                ? Map.of("entity", text(entity), "name", text(name), "type", text(type))
                : Map.of("entity", text(entity), "name", text(name), "type", text(type), "options", texts(options));
        return Sample.foundation("field", "field:" + entity + ":" + slug, fields);
    }

    @Override
    public List<Sample> foundations() {
        return List.of(
                field("person", "migration_key", "Migration key", "varchar"),
                field("organization", "migration_key", "Migration key", "varchar"),
                field("deal", "migration_key", "Migration key", "varchar"),
                field("person", "kartra_id", "Kartra id", "varchar"),
                field("person", "plan", "Plan", "enum", "Gold", "Silver"),
                field("person", "topics", "Topics", "set", "Tea", "Coffee"),
                field("person", "spent", "Lifetime spend", "monetary"),
                field("person", "score", "Score", "double"),
                field("deal", "ordered", "Ordered on", "date"),
                Sample.foundation("pipeline", "pipeline:base", Map.of("name", text("Orders"))),
                Sample.foundation(
                        "stage",
                        "pipeline:base#1",
                        Map.of(
                                "name", text("Paid"),
                                "pipeline", reference("pipeline", "pipeline:base"),
                                "position", new Value.Whole(1))),
                Sample.foundation("organization", "company:base", Map.of("name", text("Base Ltd"))),
                Sample.foundation(
                        "person",
                        "contact:base",
                        Map.of("name", text("Base Person"), "emails", texts("base@example.org"))),
                Sample.foundation(
                        "deal",
                        "subscription:base",
                        Map.of("title", text("Club"), "value", new Value.Money(BigDecimal.valueOf(29), "USD"))),
                Sample.foundation("product", "billed_product:base", Map.of("name", text("Club"))));
    }

    @Override
    public List<Sample> samples() {
        return List.of(
                fieldSample(),
                labels(),
                user(),
                pipeline(),
                stage(),
                organization(),
                person(),
                deal(),
                product(),
                recurringProduct(),
                activity(),
                note());
    }

    private static Sample fieldSample() {
        return new Sample(
                new ObjectKey("field", "field:person:colour"),
                Map.of("entity", text("person"), "name", text("Colour"), "type", text("enum"), "options", texts("Red")),
                "options",
                texts("Red", "Blue"),
                false);
    }

    private static Sample labels() {
        return new Sample(
                new ObjectKey("labels", "labels:person"),
                Map.of("entity", text("person"), "names", texts("Customer", "VIP", "list_News")),
                "names",
                texts("Customer", "VIP", "list_News", "Webinar"),
                false);
    }

    private static Sample user() {
        return new Sample(
                new ObjectKey("user", "owner:new"),
                Map.of("owner", text("New.Owner@example.org")),
                null,
                Value.NOTHING,
                false);
    }

    private static Sample pipeline() {
        return new Sample(
                new ObjectKey("pipeline", "pipeline:one"),
                Map.of("name", text("Kartra")),
                "name",
                text("Kartra deals"),
                false);
    }

    private static Sample stage() {
        return new Sample(
                new ObjectKey("stage", "pipeline:base#2"),
                Map.of(
                        "name", text("Refunded"),
                        "pipeline", reference("pipeline", "pipeline:base"),
                        "position", new Value.Whole(2)),
                "name",
                text("Given back"),
                false);
    }

    private static Sample organization() {
        return new Sample(
                new ObjectKey("organization", "company:acme"),
                Map.of(
                        "name", text("Acme Ltd"),
                        "address", text("1 Main St, Springfield"),
                        "address.street", text("Main St"),
                        "address.city", text("Springfield"),
                        "address.country", text("United States"),
                        "website", text("https://acme.example.org"),
                        "owner", text("nobody@example.org"),
                        "labels", texts("Customer", "Partner"),
                        "add_time", new Value.Moment(Instant.parse("2019-03-04T05:06:07Z"))),
                "name",
                text("Acme Limited"),
                true);
    }

    private static Sample person() {
        return new Sample(
                new ObjectKey("person", "contact:4711"),
                Map.ofEntries(
                        Map.entry("name", text("Jane Doe")),
                        Map.entry("emails", texts("jane@example.org", "jane.doe@example.org")),
                        Map.entry("phones", texts("+372555001")),
                        Map.entry("organization", reference("organization", "company:base")),
                        Map.entry("owner", text("Owner@Example.org")),
                        Map.entry("labels", texts("Customer", "VIP")),
                        Map.entry("add_time", new Value.Moment(Instant.parse("2020-01-02T03:04:05.678Z"))),
                        Map.entry("marketing_status", text("unsubscribed")),
                        Map.entry("field:person:kartra_id", text("4711")),
                        Map.entry("field:person:plan", text("gold")),
                        Map.entry("field:person:topics", texts("Tea", "Water")),
                        Map.entry("field:person:spent", new Value.Money(new BigDecimal("1234.50"), "EUR")),
                        Map.entry("field:person:score", new Value.Whole(42))),
                "name",
                text("Jane Roe"),
                true);
    }

    private static Sample deal() {
        return new Sample(
                new ObjectKey("deal", "order:t-1"),
                Map.ofEntries(
                        Map.entry("title", text("Course #t-1")),
                        Map.entry("value", new Value.Money(new BigDecimal("97.00"), "USD")),
                        Map.entry("status", text("won")),
                        Map.entry("won_time", new Value.Moment(Instant.parse("2021-05-06T07:08:09Z"))),
                        Map.entry("close_time", new Value.Moment(Instant.parse("2021-05-06T07:08:09Z"))),
                        Map.entry("expected_close_date", new Value.Day(LocalDate.parse("2021-05-06"))),
                        Map.entry("person", reference("person", "contact:base")),
                        Map.entry("organization", reference("organization", "company:base")),
                        Map.entry("pipeline", reference("pipeline", "pipeline:base")),
                        Map.entry("stage", reference("stage", "pipeline:base#1")),
                        Map.entry("labels", texts("Order")),
                        Map.entry("owner", text(OWNER)),
                        Map.entry("field:deal:ordered", new Value.Day(LocalDate.parse("2021-05-06")))),
                "title",
                text("Course, second edition #t-1"),
                true);
    }

    private static Sample product() {
        return new Sample(
                new ObjectKey("product", "billed_product:one"),
                Map.of("name", text("Course")),
                "name",
                text("Course, second edition"),
                false);
    }

    private static Sample recurringProduct() {
        return new Sample(
                new ObjectKey(RecurringProducts.TYPE, "subscription:base"),
                Map.of(
                        "deal",
                        reference("deal", "subscription:base"),
                        "product",
                        reference("product", "billed_product:base"),
                        "price",
                        new Value.Money(BigDecimal.valueOf(29), "USD"),
                        "quantity",
                        new Value.Whole(1),
                        "frequency",
                        text("monthly"),
                        "start",
                        new Value.Day(LocalDate.parse("2026-04-05"))),
                "price",
                new Value.Money(BigDecimal.valueOf(31), "USD"),
                true);
    }

    private static Sample activity() {
        return new Sample(
                new ObjectKey("activity", "appointment:a-1"),
                Map.ofEntries(
                        Map.entry("subject", text("Coaching: first call")),
                        Map.entry("type", text("meeting")),
                        Map.entry("due_date", new Value.Day(LocalDate.parse("2022-02-03"))),
                        Map.entry("due_time", text("14:30")),
                        Map.entry("duration", text("00:45")),
                        Map.entry("done", new Value.Flag(true)),
                        Map.entry("person", reference("person", "contact:base")),
                        Map.entry("organization", reference("organization", "company:base")),
                        Map.entry("owner", text(OWNER)),
                        Map.entry("note", text("<p>Talked about <b>goals</b> &amp; plans</p>")),
                        Map.entry("location", text("https://meet.example.org/1"))),
                "subject",
                text("Coaching: kick-off"),
                true);
    }

    private static Sample note() {
        return new Sample(
                new ObjectKey("note", "note:4711"),
                Map.of(
                        "content", text("<p>Prefers mornings</p>"),
                        "person", reference("person", "contact:base"),
                        "add_time", new Value.Moment(Instant.parse("2020-02-03T04:05:06Z"))),
                "content",
                text("<p>Prefers evenings</p>"),
                true);
    }

    @Override
    public List<Refused> refused() {
        String secret = "Sigismunda";
        return List.of(
                new Refused(
                        "a custom text that is too long",
                        new ObjectKey("person", "contact:long"),
                        Map.of("name", text("P"), "field:person:kartra_id", text(secret.repeat(30))),
                        "field:person:kartra_id",
                        secret),
                new Refused(
                        "a number that is none",
                        new ObjectKey("person", "contact:nan"),
                        Map.of("name", text("P"), "field:person:score", text(secret)),
                        "field:person:score",
                        secret),
                new Refused(
                        "a title that is too long",
                        new ObjectKey("deal", "order:long"),
                        Map.of("title", text(secret.repeat(30))),
                        "title",
                        secret),
                new Refused(
                        "a name the server refuses",
                        new ObjectKey("organization", "company:long"),
                        Map.of("name", text(secret.repeat(30))),
                        "name",
                        secret),
                new Refused(
                        "a status that does not exist",
                        new ObjectKey("deal", "order:status"),
                        Map.of("title", text("D"), "status", text(secret)),
                        "status",
                        secret),
                new Refused(
                        "more contact than before",
                        new ObjectKey("person", "contact:consent"),
                        Map.of("name", text("P"), "marketing_status", text("subscribed")),
                        "marketing_status",
                        secret),
                new Refused(
                        "a field of another destination",
                        new ObjectKey("person", "contact:field"),
                        Map.of("name", text("P"), "shoe_size", text(secret)),
                        "shoe_size",
                        secret));
    }

    @Override
    public void reset() {
        sandbox.reset();
    }

    @Override
    public void strike(String objectType, Trouble trouble) {
        Fault fault = switch (trouble) {
            case ANSWER_LOST -> new Fault.DropAfterCommit();
            case ERROR_AFTER_COMMIT -> new Fault.ErrorAfterCommit(500);
            case ERROR_BEFORE_EFFECT -> new Fault.ErrorBeforeEffect(503);
            case CONNECTION_LOST -> new Fault.ResetBeforeEffect();
            case RATE_LIMIT -> new Fault.RateLimitStorm();
        };
        sandbox.faults().add(FaultRule.next(ROUTES.getOrDefault(objectType, "*"), fault));
    }

    /** Every sample's changed field is a text of the record itself, or a price. */
    @Override
    public void edit(String objectType, String crmId, String logicalField) {
        if (objectType.equals(RecurringProducts.TYPE)) {
            send("PATCH", "/api/v2/deals/" + crmId.replace("/", "/products/"), "{\"item_price\": 77}");
            return;
        }
        boolean note = objectType.equals("note");
        String path =
                note ? "/api/v1/notes/" : ROUTES.getOrDefault(objectType, "").substring("POST ".length()) + "/";
        send(note ? "PUT" : "PATCH", path + crmId, "{\"" + logicalField + "\":\"A person wrote this\"}");
    }

    JsonNode send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .header("x-api-token", settings.apiToken())
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("the sandbox refused a person's edit: " + answer.body());
            }
            return org.crmmigration.loader.http.Json.parse(answer.body()).path("data");
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .header("x-api-token", settings.apiToken())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return org.crmmigration.loader.http.Json.parse(body).path("data");
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long count(String objectType) {
        return switch (objectType) {
            case "field" -> custom(get("/api/v2/personFields?limit=500"));
            case "labels" ->
                get("/api/v2/personFields/label_ids").path("options").size();
            case "note" -> get("/api/v1/notes?limit=500").size();
            case "user" ->
                get("/api/v1/users")
                        .valueStream()
                        .filter(user -> user.path("active_flag").asBoolean(false))
                        .count();
            case RecurringProducts.TYPE ->
                get("/api/v2/deals?limit=500")
                        .valueStream()
                        .mapToLong(
                                deal -> get("/api/v2/deals/" + deal.path("id").asLong() + "/products?limit=500")
                                        .size())
                        .sum();
            default ->
                get(ROUTES.getOrDefault(objectType, "").substring("POST ".length()) + "?limit=500")
                        .size();
        };
    }

    private static long custom(JsonNode fields) {
        return fields.valueStream()
                .filter(field -> field.path("is_custom_field").asBoolean())
                .count();
    }

    @Override
    public double charged() {
        return sandbox.counters().read().cost();
    }

    @Override
    public List<String> violations() {
        return sandbox.violations();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
