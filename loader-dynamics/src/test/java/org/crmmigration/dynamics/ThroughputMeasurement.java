package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.JdkTransport;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmClient;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.sandbox.dynamics.DynamicsSandbox;
import org.crmmigration.sandbox.dynamics.DynamicsSettings.Registration;
import org.crmmigration.sandbox.dynamics.LimitSettings;
import org.crmmigration.sandbox.dynamics.ServiceTimes;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many contacts a second reach an environment with the vendor's limits and the service times of the vendor's samples, by
 * one application user and by two: {@code mvn -pl loader-dynamics test -Dtest=ThroughputMeasurement -Ddynamics.throughput=12000}
 * where the number is that of rows. Prints; asserts only that every row is there and that nothing was refused for its rate.
 */
@EnabledIfSystemProperty(named = "dynamics.throughput", matches = "\\d+")
class ThroughputMeasurement {

    private static final Registration SECOND =
            new Registration("33333333-3333-4333-8333-333333333333", "second-secret");

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @SuppressWarnings("SystemOut") // The figures are what it is for.
    void measures(int applicationUsers) throws Exception {
        // Given
        int rows = Integer.getInteger("dynamics.throughput");
        var defaults = org.crmmigration.sandbox.dynamics.DynamicsSettings.defaults();
        try (DynamicsSandbox sandbox =
                DynamicsSandbox.start(defaults.withApp(defaults.app().withOthers(SECOND))
                        .withLimits(LimitSettings.vendor())
                        .withTimes(ServiceTimes.realistic()))) {
            CrmClient client = client(sandbox, account(sandbox, applicationUsers));
            client.refreshSchema();
            long began = System.nanoTime();

            // When
            try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> calls = IntStream.range(0, rows / 100)
                        .<Future<?>>mapToObj(call -> lanes.submit(() -> client.createMany(contacts(call * 100))))
                        .toList();
                for (Future<?> call : calls) {
                    call.get();
                }
            }

            // Then
            double seconds = (System.nanoTime() - began) / 1e9;
            long throttled = sandbox.counters().read().throttled();
            System.out.printf(
                    "%d application user(s): %d rows in %.1f s, %.0f rows/s, %d refused for their rate%n",
                    applicationUsers, rows, seconds, rows / seconds, throttled);
            assertThat(sandbox.content().path("content").path("contact")).hasSize(rows);
            assertThat(throttled).isZero();
        }
    }

    private static List<ObjectToWrite> contacts(int from) {
        return IntStream.range(from, from + 100)
                .mapToObj(i -> new ObjectToWrite(
                        new ObjectKey("contact", "contact:" + i),
                        "throughput:contact:" + i,
                        Map.of(
                                "first_name", new Value.Text("First" + i),
                                "last_name", new Value.Text("Last" + i),
                                "email", new Value.Text("person" + i + "@example.org")),
                        Map.of()))
                .toList();
    }

    private static Account account(DynamicsSandbox sandbox, int applicationUsers) {
        var app = org.crmmigration.sandbox.dynamics.DynamicsSettings.defaults().app();
        Map<String, String> credentials = new LinkedHashMap<>(Map.of(
                "tenantId", app.tenantId(),
                "clientId", app.clientId(),
                "clientSecret", app.clientSecret(),
                "tokenUrl", sandbox.tokenUrl().toString()));
        if (applicationUsers == 2) {
            credentials.put("clientId2", SECOND.clientId());
            credentials.put("clientSecret2", SECOND.clientSecret());
        }
        return new Account("throughput" + applicationUsers, sandbox.url(), "enterprise", 5, 0, credentials);
    }

    private static CrmClient client(DynamicsSandbox sandbox, Account account) {
        HttpClient http = JdkTransport.httpClient(Duration.ofSeconds(5));
        DynamicsVendor vendor = new DynamicsVendor(
                DynamicsSettings.defaults(),
                Clock.systemUTC(),
                endpoint -> new JdkTransport(http, endpoint, Duration.ofSeconds(30)),
                pause -> {});
        ApiTransport wire = new JdkTransport(http, sandbox.url(), Duration.ofMinutes(2));
        return vendor.client(
                request -> vendor.check(request, wire.send(vendor.authorize(request, account))),
                account,
                Clock.systemUTC());
    }
}
