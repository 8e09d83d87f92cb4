package org.crmmigration.sandbox.pipedrive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.crmmigration.sandbox.HttpApi;
import org.crmmigration.sandbox.ManualClock;

/** A running sandbox without limits, its clock and a client that is let in. */
final class Fixture implements AutoCloseable {

    final ManualClock clock = new ManualClock(Instant.parse("2026-03-02T10:00:00Z"));
    final List<Duration> slept = Collections.synchronizedList(new ArrayList<>());
    final PipedriveSandbox sandbox;
    final HttpApi api;

    Fixture(PipedriveSettings settings) {
        sandbox = PipedriveSandbox.start(settings, clock, slept::add);
        api = new HttpApi(sandbox.url(), Map.of("x-api-token", settings.apiToken()));
    }

    static PipedriveSettings unlimited() {
        return PipedriveSettings.defaults().withLimits(LimitSettings.off());
    }

    static Fixture open() {
        return new Fixture(unlimited());
    }

    long person(String name) throws Exception {
        return api.post("/api/v2/persons", "{\"name\":\"" + name + "\"}").id();
    }

    long deal(String title) throws Exception {
        return api.post("/api/v2/deals", "{\"title\":\"" + title + "\"}").id();
    }

    /** A new custom field; returns its code. */
    String field(String kind, String type, String... options) throws Exception {
        List<String> labels = new ArrayList<>();
        for (String option : options) {
            labels.add("{\"label\":\"" + option + "\"}");
        }
        String more = labels.isEmpty() ? "" : ",\"options\":[" + String.join(",", labels) + "]";
        return api.post(
                        "/api/v2/" + kind + "Fields",
                        "{\"field_name\":\"Field\",\"field_type\":\"" + type + "\"" + more + "}")
                .data()
                .path("field_code")
                .asString();
    }

    @Override
    public void close() {
        api.close();
        sandbox.close();
    }
}
