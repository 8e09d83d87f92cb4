package org.crmmigration.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sandbox's own paths, for a sandbox that runs in another process. They are no part of any vendor's API.
 * {@code GET /__sandbox/counters}, {@code /log}, {@code /content}, {@code /violations}, {@code /faults};
 * {@code POST /faults} with {@code {"route","fault","status","millis","probability","skip","times","name"}};
 * {@code DELETE /faults}; {@code POST /reset}; {@code GET} and {@code PUT /limits}.
 */
public final class ControlApi {

    private final Sandbox sandbox;
    private final Limits limits;

    /** The switches of a vendor's limits, as a JSON object. */
    public interface Limits {

        ObjectNode read();

        void change(JsonNode wanted);
    }

    public ControlApi(Sandbox sandbox, Limits limits) {
        this.sandbox = sandbox;
        this.limits = limits;
    }

    Reply handle(Call call) {
        try {
            return switch (call.method() + " " + call.path().substring("/__sandbox".length())) {
                case "GET /counters" -> json(sandbox.counters().read());
                case "GET /log" -> json(sandbox.log().entries());
                case "GET /content" -> content();
                case "GET /violations" -> json(sandbox.violations());
                case "GET /faults" ->
                    json(sandbox.faults().rules().stream().map(Object::toString).toList());
                case "POST /faults" -> addFault(call.body());
                case "DELETE /faults" -> done(sandbox.faults()::clear);
                case "POST /reset" -> done(sandbox::reset);
                case "GET /limits" -> json(limits.read());
                case "PUT /limits" -> done(() -> limits.change(Json.MAPPER.readTree(call.body())));
                default -> Reply.json(404, Json.write(List.of("no such control path")));
            };
        } catch (RuntimeException wrong) {
            return Reply.json(400, Json.write(List.of(String.valueOf(wrong.getMessage()))));
        }
    }

    private Reply content() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sandbox.dump(out);
        return Reply.json(200, out.toString(StandardCharsets.UTF_8));
    }

    private Reply addFault(String body) {
        JsonNode wanted = Json.MAPPER.readTree(body);
        sandbox.faults()
                .add(new FaultRule(
                        wanted.path("route").asString("*"),
                        wanted.path("probability").asDouble(1),
                        wanted.path("skip").asInt(0),
                        wanted.path("times").asInt(FaultRule.FOREVER),
                        fault(wanted)));
        return json(sandbox.faults().rules().stream().map(Object::toString).toList());
    }

    private static Fault fault(JsonNode wanted) {
        int status = wanted.path("status").asInt(500);
        Duration millis = Duration.ofMillis(wanted.path("millis").asLong(1000));
        String kind = Json.text(wanted, "fault");
        return switch (kind) {
            case "error-before-effect" -> new Fault.ErrorBeforeEffect(status);
            case "error-after-commit" -> new Fault.ErrorAfterCommit(status);
            case "drop-after-commit" -> new Fault.DropAfterCommit();
            case "reset-before-effect" -> new Fault.ResetBeforeEffect();
            case "latency" -> new Fault.Latency(millis);
            case "latency-spread" ->
                new Fault.LatencySpread(millis, millis(wanted, "p95Millis"), millis(wanted, "p99Millis"));
            case "stall" -> new Fault.Stall(millis);
            case "rate-limit-storm" -> new Fault.RateLimitStorm();
            case "html-forbidden" -> new Fault.HtmlForbidden();
            case "vendor-error" -> new Fault.VendorError(Json.text(wanted, "name"));
            default -> throw new IllegalArgumentException("no fault is called '" + kind + "'");
        };
    }

    private static Duration millis(JsonNode wanted, String member) {
        return Duration.ofMillis(wanted.path(member).asLong(0));
    }

    private static Reply done(Runnable action) {
        action.run();
        return Reply.json(200, "{\"done\":true}");
    }

    private static Reply json(@Nullable Object value) {
        return Reply.json(200, Json.write(value == null ? List.of() : value));
    }
}
