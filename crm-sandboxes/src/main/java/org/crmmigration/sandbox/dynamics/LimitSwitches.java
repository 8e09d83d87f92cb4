package org.crmmigration.sandbox.dynamics;

import java.time.Duration;
import org.crmmigration.sandbox.ControlApi;
import org.crmmigration.sandbox.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The limits as the control path shows and changes them: {@code enforced, requests, executionMillis, concurrent}. */
final class LimitSwitches implements ControlApi.Limits {

    private final ServiceProtection protection;

    LimitSwitches(ServiceProtection protection) {
        this.protection = protection;
    }

    @Override
    public ObjectNode read() {
        LimitSettings limits = protection.limits();
        return Json.object()
                .put("enforced", limits.enforced())
                .put("servers", limits.servers())
                .put("requests", limits.requests())
                .put("executionMillis", limits.executionTime().toMillis())
                .put("concurrent", limits.concurrent())
                .put("hint", limits.hint());
    }

    @Override
    public void change(JsonNode wanted) {
        LimitSettings now = protection.limits();
        protection.set(now.withEnforced(wanted.path("enforced").asBoolean(now.enforced()))
                .withRequests(wanted.path("requests").asInt(now.requests()))
                .withExecutionTime(Duration.ofMillis(wanted.path("executionMillis")
                        .asLong(now.executionTime().toMillis())))
                .withConcurrent(wanted.path("concurrent").asInt(now.concurrent()))
                .withHint(wanted.path("hint").asInt(now.hint())));
    }
}
