package org.crmmigration.sandbox.dynamics;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.sandbox.Call;
import org.crmmigration.sandbox.DailyBudget;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Sleeper;
import org.crmmigration.sandbox.Vendor;
import org.crmmigration.sandbox.dynamics.odata.ODataSyntax;
import org.crmmigration.sandbox.dynamics.odata.ResourcePath;
import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** The face of the sandbox to the shared server: the token endpoint, and the Web API behind tokens and limits. */
final class DynamicsApi implements Vendor {

    private static final Pattern TOKEN = Pattern.compile("/([^/]+)/oauth2/v2\\.0/token");
    private static final Pattern DATA = Pattern.compile("/api/data/v9\\.\\d(/.*)?");
    private static final String ROOT = "/api/data/v9.2";
    private static final int MOST_BYTES = 122_527_744;

    /** Characters of an address; as they are, not as they are escaped. */
    private static final int LONGEST_ADDRESS = 32_768;

    private final Environment environment;
    private final ODataService service;
    private final BatchApi batches;
    private final TokenEndpoint tokens;
    private final Callers callers;
    private final ServiceProtection protection;
    private final ServerChoice servers = new ServerChoice();
    private final AtomicBoolean changingDefinitions = new AtomicBoolean();
    private final Sleeper sleeper;
    private final DailyBudget daily;

    DynamicsApi(Environment environment, ServiceProtection protection, Clock clock, Sleeper sleeper) {
        this.environment = environment;
        this.service = new ODataService(environment);
        this.batches = new BatchApi(environment, service);
        this.tokens = new TokenEndpoint(environment.settings(), clock);
        this.callers = new Callers(environment);
        this.protection = protection;
        this.sleeper = sleeper;
        this.daily = new DailyBudget(protection.limits().daily(), clock);
    }

    ServerChoice servers() {
        return servers;
    }

    @Override
    public Operation route(Call call) {
        Matcher token = TOKEN.matcher(call.path());
        if (token.matches()) {
            return operation("POST /{tenant}/oauth2/v2.0/token", () -> token(call, token.group(1)));
        }
        Matcher data = DATA.matcher(call.path());
        if (!data.matches()) {
            Reply none = Reply.html(404, "<html><body>404 - File or directory not found.</body></html>");
            return operation(call.method() + " {unknown}", () -> new Served(none, 0, false));
        }
        String rest = data.group(1) == null ? "/" : data.group(1);
        try {
            ResourcePath path = ResourcePath.parse(rest);
            return operation(call.method() + " " + ROOT + path.template(), () -> data(call, path));
        } catch (ODataSyntax wrong) {
            Refusal refusal = Refusal.syntax("Bad Request - Error in query syntax.");
            return operation(
                    call.method() + " " + ROOT + "/{unreadable}", () -> new Served(refusal.reply(false), 0, false));
        }
    }

    private interface Run {

        Served serve();
    }

    private static Operation operation(String template, Run work) {
        return new Operation() {
            @Override
            public String template() {
                return template;
            }

            @Override
            public Served run() {
                return work.serve();
            }
        };
    }

    private Served token(Call call, String tenant) {
        Reply reply = call.method().equals("POST")
                ? tokens.issue(tenant, call.body())
                : Reply.json(405, "{\"error\":\"invalid_request\"}");
        return new Served(reply, 0, false);
    }

    private Served data(Call call, ResourcePath path) {
        int server = servers.choose(call, protection.limits().servers());
        Work work = new Work(environment.settings().times());
        try {
            String user = callers.authenticate(tokens, call);
            protection.begin(user, server);
            ServiceProtection.Left left;
            Reply reply;
            try {
                reply = answer(call, path, server, work, user);
            } finally {
                left = protection.end(user, server, work.time());
            }
            return new Served(reply.with(headers(left, server)), work.rows(), false);
        } catch (Refusal refusal) {
            boolean throttled = refusal.status() == 429;
            return new Served(refusal.reply(false).with(ids()), 0, throttled);
        }
    }

    private static int length(Call call) {
        return call.path().length()
                + call.query().entrySet().stream()
                        .mapToInt(entry ->
                                entry.getKey().length() + entry.getValue().length() + 2)
                        .sum();
    }

    private Reply answer(Call call, ResourcePath path, int server, Work work, String user) {
        if (length(call) > LONGEST_ADDRESS) {
            return Reply.html(414, "<html><body>414 - Request-URI Too Long</body></html>");
        }
        if (call.body().length() > MOST_BYTES) {
            throw Refusal.of(ErrorCode.TOO_LARGE, "The request is larger than the server takes.");
        }
        spendDaily();
        ODataRequest request =
                new ODataRequest(call.method(), path, call.query(), call.body(), context(call, server, user), work);
        Reply reply;
        if (path.first().name().equals("$batch")) {
            reply = batches.handle(request);
            pass(work);
        } else if (service.changesDefinitions(request)) {
            reply = oneAtATime(request);
        } else {
            reply = service.handle(request);
            pass(work);
        }
        daily.spend(Math.max(0, work.rows()));
        return reply;
    }

    private void spendDaily() {
        if (protection.limits().dailyEnforced() && !daily.peek().granted()) {
            throw ServiceProtection.tooMany(
                    ErrorCode.REQUEST_LIMIT,
                    "The daily request entitlement of the user is used up.",
                    daily.peek().reset());
        }
    }

    private Reply oneAtATime(ODataRequest request) {
        if (!changingDefinitions.compareAndSet(false, true)) {
            throw Refusal.of(
                    ErrorCode.METADATA_CONCURRENT,
                    "Cannot start the requested operation because there is another operation running at this moment.");
        }
        try {
            Reply reply = service.handle(request);
            pass(request.work());
            return reply;
        } finally {
            changingDefinitions.set(false);
        }
    }

    /** Lets the time of the work pass, when answers shall take their time. */
    private void pass(Work work) {
        if (!environment.settings().times().waits() || work.time().isZero()) {
            return;
        }
        try {
            sleeper.sleep(work.time());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RequestContext context(Call call, int server, String user) {
        boolean fresh = server == 0 || "Strong".equals(call.header("consistency"));
        String base = "http://" + call.headers().getOrDefault("host", "localhost") + ROOT;
        RequestContext context = new RequestContext(base, call.headers(), user, null, fresh, Map.of());
        return callers.impersonated(context);
    }

    private Map<String, String> headers(ServiceProtection.Left left, int server) {
        Map<String, String> headers = new HashMap<>(ids());
        headers.put("x-ms-ratelimit-burst-remaining-xrm-requests", Integer.toString(left.requests()));
        headers.put(
                "x-ms-ratelimit-time-remaining-xrm-requests",
                String.format(java.util.Locale.ROOT, "%.2f", left.time().toMillis() / 1000.0));
        headers.put("x-ms-dop-hint", Integer.toString(protection.limits().hint()));
        if (protection.limits().affinityCookie()) {
            headers.putAll(servers.cookie(server));
        }
        return headers;
    }

    private static Map<String, String> ids() {
        String id = UUID.randomUUID().toString();
        return Map.of("REQ_ID", id, "x-ms-service-request-id", id);
    }

    @Override
    public Reply serverError(int status) {
        return status == 500
                ? Refusal.of(500, ErrorCode.UNEXPECTED, "An unexpected error occurred.")
                        .reply(false)
                : Reply.html(
                        status,
                        "<html><head><title>" + status + "</title></head><body>The service is unavailable."
                                + "</body></html>");
    }

    @Override
    public Reply rateLimited() {
        return ServiceProtection.tooMany(
                        ErrorCode.REQUEST_LIMIT,
                        "Number of requests exceeded the limit of 6000 over time window of 300 seconds.",
                        java.time.Duration.ofSeconds(30))
                .reply(false);
    }

    @Override
    public Reply blocked() {
        return Reply.html(403, "<html><head><title>403 Forbidden</title></head><body>Forbidden</body></html>");
    }

    @Override
    public Reply namedError(String name) {
        return Transient.named(name).reply();
    }
}
