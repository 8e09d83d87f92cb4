package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static DynamicsSettings with(LimitSettings limits) {
        return DynamicsSettings.defaults().withLimits(limits);
    }

    @Test
    void tellsWhatIsLeft() throws Exception {
        // Given
        try (Fixture crm = new Fixture(with(LimitSettings.vendor()))) {
            // When
            Answer answer = crm.get("/WhoAmI");

            // Then
            assertThat(answer.header("x-ms-ratelimit-burst-remaining-xrm-requests"))
                    .isEqualTo("5999");
            assertThat(answer.header("x-ms-ratelimit-time-remaining-xrm-requests"))
                    .isEqualTo("1200.00");
            assertThat(answer.header("x-ms-dop-hint")).isEqualTo("5");
            assertThat(answer.header("x-ms-service-request-id")).isNotEmpty();
        }
    }

    @Test
    void refusesMoreRequestsThanTheWindowHoldsUntilItHasMovedOn() throws Exception {
        // Given
        try (Fixture crm = new Fixture(with(LimitSettings.vendor().withRequests(2)))) {
            crm.get("/WhoAmI");
            crm.clock.advance(Duration.ofSeconds(100));
            crm.get("/WhoAmI");

            // When
            Answer refused = crm.get("/WhoAmI");
            crm.clock.advance(Duration.ofSeconds(200));
            Answer later = crm.get("/WhoAmI");

            // Then
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("0x80072322");
            assertThat(refused.header("Retry-After")).isEqualTo("200");
            assertThat(refused.message())
                    .isEqualTo("Number of requests exceeded the limit of 2 over time window of 300 seconds.");
            assertThat(later.status()).isEqualTo(200);
            assertThat(crm.sandbox.counters().read().throttled()).isEqualTo(1);
        }
    }

    @Test
    void letsThoseWhoPushWaitLonger() throws Exception {
        // Given
        try (Fixture crm = new Fixture(with(LimitSettings.vendor().withRequests(1)))) {
            crm.get("/WhoAmI");

            // When
            String first = crm.get("/WhoAmI").header("Retry-After");
            String second = crm.get("/WhoAmI").header("Retry-After");

            // Then
            assertThat(first).isEqualTo("300");
            assertThat(second).isEqualTo("301");
        }
    }

    @Test
    void addsUpExecutionTimeOfEveryRow() throws Exception {
        // Given
        DynamicsSettings settings = with(LimitSettings.vendor().withExecutionTime(Duration.ofMillis(150)))
                .withTimes(ServiceTimes.realistic().counted());
        try (Fixture crm = new Fixture(settings)) {
            crm.contact("A");
            crm.contact("B");

            // When
            Answer refused = crm.get("/WhoAmI");

            // Then
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("0x80072321");
            assertThat(refused.message())
                    .startsWith("Combined execution time of incoming requests exceeded limit of 150");
        }
    }

    @Test
    void refusesTooManyAtOnceOnlyWhileTheyRun() throws Exception {
        // Given
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        DynamicsSettings settings =
                with(LimitSettings.vendor().withConcurrent(1)).withTimes(ServiceTimes.realistic());
        try (Fixture crm = new Fixture(settings, duration -> {
                    running.countDown();
                    finish.await();
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> slow = threads.submit(() -> crm.get("/WhoAmI"));
            running.await();

            // When
            Answer refused = crm.get("/WhoAmI");
            finish.countDown();
            Answer first = slow.get();
            Answer after = crm.get("/WhoAmI");

            // Then
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("0x80072326");
            assertThat(refused.message()).isEqualTo("Number of concurrent requests exceeded the limit of 1.");
            assertThat(first.status()).isEqualTo(200);
            assertThat(after.status()).isEqualTo(200);
        }
    }

    @Test
    void countsEachServerForItself() throws Exception {
        // Given
        try (Fixture crm =
                new Fixture(with(LimitSettings.vendor().withRequests(1).withServers(2)))) {
            // When
            int first = crm.get("/WhoAmI").status();
            int second = crm.get("/WhoAmI").status();
            int third = crm.get("/WhoAmI").status();

            // Then
            assertThat(first).isEqualTo(200);
            assertThat(second).isEqualTo(200);
            assertThat(third).isEqualTo(429);
        }
    }

    @Test
    void keepsAClientWithCookiesOnOneServerAndCountsThat() throws Exception {
        // Given
        try (Fixture crm =
                new Fixture(with(LimitSettings.vendor().withRequests(1).withServers(2)))) {
            String cookie = crm.get("/WhoAmI").header("Set-Cookie");

            // When
            int sameServer = crm.get("/WhoAmI", "Cookie", cookie.substring(0, cookie.indexOf(';')))
                    .status();

            // Then
            assertThat(cookie).startsWith("ARRAffinity=");
            assertThat(sameServer).isEqualTo(429);
            assertThat(crm.sandbox.requestsWithAffinityCookie()).isEqualTo(1);
        }
    }

    @Test
    void countsABatchAsOneRequestButEachRowForTheDay() throws Exception {
        // Given
        try (Fixture crm =
                new Fixture(with(LimitSettings.vendor().withRequests(1).withDaily(2, true)))) {
            // When
            Answer bulk = crm.post(
                    "/contacts/Microsoft.Dynamics.CRM.CreateMultiple",
                    "{\"Targets\":[{\"@odata.type\":\"Microsoft.Dynamics.CRM.contact\"},"
                            + "{\"@odata.type\":\"Microsoft.Dynamics.CRM.contact\"}]}");
            crm.clock.advance(Duration.ofSeconds(301));
            Answer spent = crm.get("/WhoAmI");

            // Then
            assertThat(bulk.status()).isEqualTo(200);
            assertThat(spent.status()).isEqualTo(429);
            assertThat(spent.message()).contains("daily");
            assertThat(crm.sandbox.counters().read().cost()).isEqualTo(2);
        }
    }

    @Test
    void waitsForTheWorkWhenTimesAreRealistic() throws Exception {
        // Given
        try (Fixture crm = new Fixture(Fixture.unlimited().withTimes(ServiceTimes.realistic()))) {
            // When
            crm.contact("A");

            // Then
            assertThat(crm.slept).containsExactly(Duration.ofMillis(100));
        }
    }

    @Test
    void canBeSwitchedWhileItRuns() throws Exception {
        // Given
        try (Fixture crm = new Fixture(with(LimitSettings.vendor().withRequests(1)))) {
            crm.get("/WhoAmI");
            int before = crm.get("/WhoAmI").status();

            // When
            crm.sandbox.limits().change(org.crmmigration.sandbox.Json.object().put("enforced", false));

            // Then
            assertThat(before).isEqualTo(429);
            assertThat(crm.get("/WhoAmI").status()).isEqualTo(200);
        }
    }
}
