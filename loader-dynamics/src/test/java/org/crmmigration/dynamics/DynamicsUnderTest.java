package org.crmmigration.dynamics;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.crmmigration.contract.Refused;
import org.crmmigration.contract.Sample;
import org.crmmigration.contract.VendorUnderTest;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmVendor;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.crmmigration.sandbox.dynamics.DynamicsSandbox;
import org.crmmigration.sandbox.dynamics.DynamicsSettings.User;
import org.crmmigration.sandbox.dynamics.LimitSettings;
import tools.jackson.databind.JsonNode;

/** The Dynamics sandbox without limits, and a sample of every object type. */
final class DynamicsUnderTest implements VendorUnderTest {

    static final String OWNER = "owner@example.org";

    private static final Names NAMES = new Names(DynamicsSettings.defaults());
    private static final RowTypes TYPES = new RowTypes(NAMES);
    private static final String ROOT = "/api/data/v9.2/";
    private static final Map<String, String> CREATES = Map.ofEntries(
            Map.entry("field", "POST /api/data/v9.2/EntityDefinitions({key})/Attributes"),
            Map.entry("labels", "POST /api/data/v9.2/EntityDefinitions({key})/Attributes"),
            Map.entry("key", "POST /api/data/v9.2/EntityDefinitions({key})/Keys"),
            Map.entry("price_list", "PATCH /api/data/v9.2/pricelevels({key})"),
            Map.entry("list", "PATCH /api/data/v9.2/lists({key})"),
            Map.entry("account", "PATCH /api/data/v9.2/accounts({key})"),
            Map.entry("contact", "PATCH /api/data/v9.2/contacts({key})"),
            Map.entry("opportunity", "PATCH /api/data/v9.2/opportunities({key})"),
            Map.entry("opportunity_line", "PATCH /api/data/v9.2/opportunityproducts({key})"),
            Map.entry("appointment", "POST /api/data/v9.2/$batch"),
            Map.entry("phone_call", "POST /api/data/v9.2/$batch"),
            Map.entry("note", "PATCH /api/data/v9.2/annotations({key})"),
            Map.entry("list_members", "POST /api/data/v9.2/lists({key})/Microsoft.Dynamics.CRM.AddMemberList"),
            Map.entry("table", "POST /api/data/v9.2/EntityDefinitions"),
            Map.entry("order", "PATCH /api/data/v9.2/kartra_orders({key})"),
            Map.entry("subscription", "PATCH /api/data/v9.2/kartra_subscriptions({key})"),
            Map.entry("affiliate", "PATCH /api/data/v9.2/kartra_affiliates({key})"),
            Map.entry("tag", "PATCH /api/data/v9.2/kartra_tags({key})"),
            Map.entry("contact_tags", "POST /api/data/v9.2/$batch"),
            Map.entry("opportunity_close", "POST /api/data/v9.2/WinOpportunity"));

    private final org.crmmigration.sandbox.dynamics.DynamicsSettings settings;
    private final DynamicsSandbox sandbox;

    DynamicsUnderTest(org.crmmigration.sandbox.dynamics.DynamicsSettings settings) {
        this.settings = settings;
        this.sandbox = DynamicsSandbox.start(settings);
    }

    static org.crmmigration.sandbox.dynamics.DynamicsSettings settings() {
        return org.crmmigration.sandbox.dynamics.DynamicsSettings.defaults()
                .withLimits(LimitSettings.off())
                .withCurrencies(List.of("USD", "EUR"))
                .withUsers(List.of(User.enabled("Owner", OWNER), User.disabled("Former", "former@example.org")));
    }

    DynamicsSandbox sandbox() {
        return sandbox;
    }

    @Override
    public CrmVendor vendor() {
        DynamicsSettings defaults = DynamicsSettings.defaults();
        DynamicsSettings quick = new DynamicsSettings(
                defaults.prefix(),
                defaults.publisher(),
                defaults.solution(),
                defaults.optionPrefix(),
                defaults.language(),
                defaults.rowsPerCall(),
                defaults.callsPerBatch(),
                false,
                true,
                Duration.ofMillis(1),
                Duration.ofSeconds(1));
        HttpClient http = JdkTransport.httpClient(Duration.ofSeconds(5));
        return new DynamicsVendor(
                quick,
                Clock.systemUTC(),
                endpoint -> new JdkTransport(http, endpoint, Duration.ofSeconds(20)),
                pause -> {});
    }

    @Override
    public Account account() {
        return account(settings.app().clientSecret());
    }

    @Override
    public Account strangersAccount() {
        return account("stranger-000000000000");
    }

    private Account account(String secret) {
        return new Account(
                secret.equals(settings.app().clientSecret()) ? "kit" : "stranger",
                sandbox.url(),
                "enterprise",
                5,
                0.1,
                Map.of(
                        "tenantId", settings.app().tenantId(),
                        "clientId", settings.app().clientId(),
                        "clientSecret", secret,
                        "tokenUrl", sandbox.tokenUrl().toString()));
    }

    @Override
    public List<Sample> foundations() {
        return DynamicsSamples.foundations();
    }

    @Override
    public List<Sample> samples() {
        return DynamicsSamples.samples();
    }

    @Override
    public List<Refused> refused() {
        return DynamicsSamples.refused();
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
        String route = CREATES.getOrDefault(objectType, "*");
        // The first batch reads the table's columns, the second writes the row; associations need no columns.
        int skip = route.endsWith("$batch") && !objectType.equals("contact_tags") ? 1 : 0;
        sandbox.faults().add(new FaultRule(route, 1, skip, 1, fault));
    }

    @Override
    public void edit(String objectType, String crmId, String logicalField) {
        RowType type = TYPES.ofWord(objectType).orElseThrow();
        RowType.Column column = type.columns().get(logicalField);
        String name = column == null ? logicalField : column.name();
        String edit = Json.text(Json.object().put(name, "A person wrote this"));
        if (type.hasStates()) {
            reopened(type.path(crmId), edit);
        } else {
            send("PATCH", type.path(crmId), edit);
        }
    }

    /** A completed activity takes no change, from people neither: they open it, change it and complete it again. */
    private void reopened(String path, String edit) {
        JsonNode row = send("GET", path + "?$select=statecode,statuscode", "");
        send("PATCH", path, Json.text(RowCodec.state("0/1")));
        send("PATCH", path, edit);
        send(
                "PATCH",
                path,
                Json.text(RowCodec.state(Json.text(row, "statecode") + "/" + Json.text(row, "statuscode"))));
    }

    private JsonNode send(String method, String path, String body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + ROOT + path))
                    .header("Authorization", "Bearer " + token(http))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException("the sandbox refused: " + answer.body());
            }
            return Json.parseObject(answer.body());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String token(HttpClient http) throws java.io.IOException, InterruptedException {
        String form =
                "grant_type=client_credentials&client_id=" + settings.app().clientId() + "&client_secret="
                        + settings.app().clientSecret() + "&scope=" + sandbox.url() + "/.default";
        HttpRequest request = HttpRequest.newBuilder(sandbox.tokenUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return Json.text(Json.parse(answer), "access_token");
    }

    @Override
    public long count(String objectType) {
        return switch (objectType) {
            case "field" -> columns("contact", "kartra_colour");
            case "labels" -> columns("appointment", "kartra_tags");
            case "key" -> rows("EntityDefinitions(LogicalName='contact')/Keys");
            case "list_members" -> rows("listmembers");
            case "table" -> tables("kartra_affiliate");
            case "contact_tags" -> tagged();
            case "opportunity_close" -> rows("opportunitycloses");
            default -> rows(TYPES.ofWord(objectType).orElseThrow().set());
        };
    }

    private long rows(String path) {
        return send("GET", path, "").path("value").size();
    }

    private long tables(String name) {
        return send("GET", "EntityDefinitions?$select=LogicalName", "")
                .path("value")
                .valueStream()
                .filter(table -> Json.text(table, "LogicalName").equals(name))
                .count();
    }

    private long tagged() {
        return send("GET", "contacts?$select=contactid&$expand=kartra_contact_tag($select=kartra_tagid)", "")
                .path("value")
                .valueStream()
                .mapToLong(contact -> contact.path("kartra_contact_tag").size())
                .sum();
    }

    private long columns(String table, String name) {
        return send("GET", "EntityDefinitions(LogicalName='" + table + "')/Attributes?$select=LogicalName", "")
                .path("value")
                .valueStream()
                .filter(column -> Json.text(column, "LogicalName").equals(name))
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
