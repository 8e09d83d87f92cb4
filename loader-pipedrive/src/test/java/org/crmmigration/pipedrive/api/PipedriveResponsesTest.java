package org.crmmigration.pipedrive.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.port.BudgetSignal;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.RateLimited.Scope;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipedriveResponsesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ApiRequest GET = ApiRequest.get("/api/v2/persons", "/api/v2/persons", Map.of());
    private static final ApiRequest POST =
            new ApiRequest("POST", "/api/v2/persons", "/api/v2/persons", Map.of(), Map.of(), "{}", false);
    private static final String HTML = "<!DOCTYPE html><html><body>produced by Cloudflare</body></html>";

    private final PipedriveResponses responses = new PipedriveResponses(Clock.fixed(NOW, ZoneOffset.UTC));

    private static ApiResponse answer(int status, String body) {
        return new ApiResponse(status, Map.of(), body);
    }

    private <F extends CrmFault> F fault(Class<F> type, ApiRequest request, ApiResponse response) {
        F fault = catchThrowableOfType(type, () -> responses.check(request, response));
        assertThat(fault).as("a fault of type " + type.getSimpleName()).isNotNull();
        return fault;
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void passesEverySuccessOn(int status) {
        // Given
        ApiResponse answer = answer(status, status == 204 ? "" : "{\"success\":true,\"data\":{}}");

        // When
        ApiResponse passed = responses.check(GET, answer);

        // Then
        assertThat(passed).isSameAs(answer);
    }

    @Nested
    class Refusals {

        @Test
        void readsARefusalUnderASuccessfulStatus() {
            // Given
            ApiResponse answer = answer(200, "{\"success\":false,\"error\":\"Name must be given.\"}");

            // When
            CrmFault.Rejected fault = fault(CrmFault.Rejected.class, POST, answer);

            // Then
            assertThat(fault.detail().message()).contains("Name must be given");
        }

        @Test
        void takesNoValueForARefusal() {
            // Given
            ApiResponse answer = answer(200, "{\"success\":true,\"data\":[{\"note\":\"\\\"success\\\":false\"}]}");

            // When
            ApiResponse passed = responses.check(GET, answer);

            // Then
            assertThat(passed).isSameAs(answer);
        }

        @Test
        void namesTheCustomFieldThatIsWrong() {
            // Given
            String code = "0123456789abcdef0123456789abcdef01234567";
            ApiResponse answer = answer(
                    400,
                    "{\"success\":false,\"error\":\"Validation failed: custom_fields: Expected 'number' as value for person"
                            + " custom field '" + code + "'\",\"code\":\"ERR_SCHEMA_VALIDATION_FAILED\"}");

            // When
            CrmFault.Rejected fault = fault(CrmFault.Rejected.class, POST, answer);

            // Then
            assertThat(fault.detail().field()).isEqualTo(code);
            assertThat(fault.detail().code()).isEqualTo("validation");
            assertThat(fault.detail().message()).contains("Expected number", "ERR_SCHEMA_VALIDATION_FAILED");
        }

        @Test
        void keepsValuesToItself() {
            // Given
            ApiResponse answer = answer(
                    400,
                    "{\"success\":false,\"error\":\"Validation failed: emails: 'jane.doe@example.org' of Jane Doe, +372 555"
                            + " 001, is not valid\"}");

            // When
            CrmFault.Rejected fault = fault(CrmFault.Rejected.class, POST, answer);

            // Then
            assertThat(fault.toString())
                    .doesNotContain("jane")
                    .doesNotContain("Jane")
                    .doesNotContain("372");
            assertThat(fault.getMessage())
                    .startsWith("Validation failed: emails: …")
                    .endsWith("is not valid");
            assertThat(fault.detail().field()).isEqualTo("emails");
        }

        @Test
        void tellsAPlanLimit() {
            // Given
            ApiResponse answer = answer(
                    403,
                    "{\"success\":false,\"error\":\"Couldn't add the deal. Open deals limit reached.\","
                            + "\"code\":\"feature_capping_deals_limit\"}");

            // When
            CrmFault.Rejected fault = fault(CrmFault.Rejected.class, POST, answer);

            // Then
            assertThat(fault.detail().code()).isEqualTo("plan-limit");
            assertThat(fault.getMessage())
                    .isEqualTo("Couldn't add the deal. Open deals limit reached. (feature_capping_deals_limit)");
        }

        @ParameterizedTest
        @ValueSource(ints = {404, 410})
        void tellsThatAnObjectIsGone(int status) {
            // Given
            ApiResponse answer = answer(status, "{\"success\":false,\"error\":\"Entity was not found\"}");

            // When
            CrmFault.Rejected fault = fault(CrmFault.Rejected.class, GET, answer);

            // Then
            assertThat(fault.gone()).isTrue();
        }
    }

    @Nested
    class Limits {

        @Test
        void waitsForTheWindowAtLeast() {
            // Given
            ApiResponse answer = answer(429, "{\"success\":false,\"error\":\"Rate limit exceeded\",\"errorCode\":429}");

            // When
            CrmFault.RateLimited fault = fault(CrmFault.RateLimited.class, POST, answer);

            // Then
            assertThat(fault.scope()).isEqualTo(Scope.WINDOW);
            assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void tellsTheDaysBudgetByItsWords() {
            // Given
            ApiResponse answer = new ApiResponse(
                    429,
                    Map.of("retry-after", "3939"),
                    "{\"success\":false,\"error\":\"daily request budget exceeded\",\"errorCode\":429}");

            // When
            CrmFault.RateLimited fault = fault(CrmFault.RateLimited.class, POST, answer);

            // Then
            assertThat(fault.scope()).isEqualTo(Scope.DAY);
            assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(3939));
        }

        @Test
        void tellsTheDaysBudgetByItsRemainder() {
            // Given
            ApiResponse answer = new ApiResponse(
                    429,
                    Map.of("x-daily-ratelimit-token-remaining", "0"),
                    "{\"success\":false,\"error\":\"slow down\"}");

            // When
            CrmFault.RateLimited fault = fault(CrmFault.RateLimited.class, POST, answer);

            // Then
            assertThat(fault.scope()).isEqualTo(Scope.DAY);
        }

        @Test
        void readsADelayThatIsADate() {
            // Given
            ApiResponse answer = new ApiResponse(
                    429,
                    Map.of("retry-after", "Thu, 01 Jan 2026 12:00:30 GMT"),
                    "{\"success\":false,\"error\":\"slow\"}");

            // When
            CrmFault.RateLimited fault = fault(CrmFault.RateLimited.class, POST, answer);

            // Then
            assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(30));
        }

        @ParameterizedTest
        @ValueSource(ints = {403, 429})
        void holdsStillBeforeTheEdge(int status) {
            // Given
            ApiResponse answer = answer(status, HTML);

            // When
            CrmFault.RateLimited fault = fault(CrmFault.RateLimited.class, POST, answer);

            // Then
            assertThat(fault.scope()).isEqualTo(Scope.BLOCKED);
        }

        @Test
        void readsWhatTheHeadersSay() {
            // Given
            ApiResponse answer = new ApiResponse(
                    200,
                    Map.of(
                            "x-ratelimit-limit", "40",
                            "x-ratelimit-remaining", "7",
                            "x-ratelimit-reset", "2",
                            "x-daily-ratelimit-token-limit", "60000",
                            "x-daily-ratelimit-token-remaining", "59000"),
                    "{}");

            // When
            BudgetSignal signal = responses.signal(answer);

            // Then
            assertThat(signal).isEqualTo(new BudgetSignal(40, 7, Duration.ofSeconds(2), 60000.0, 59000.0));
        }

        @Test
        void saysNothingWhereTheHeadersSayNothing() {
            // When
            BudgetSignal signal = responses.signal(answer(200, "{}"));

            // Then
            assertThat(signal).isEqualTo(BudgetSignal.NONE);
        }
    }

    @Nested
    class Failures {

        @ParameterizedTest
        @ValueSource(ints = {401, 402})
        void asksForAnAdministrator(int status) {
            // When
            CrmFault.Unavailable fault = fault(CrmFault.Unavailable.class, GET, answer(status, "{\"success\":false}"));

            // Then
            assertThat(fault.needsAdmin()).isTrue();
        }

        @Test
        void asksForAnAdministratorOverARedirect() {
            // When
            CrmFault.Unavailable fault = fault(CrmFault.Unavailable.class, GET, answer(302, ""));

            // Then
            assertThat(fault.needsAdmin()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 503, 504, 520})
        void doesNotKnowWhetherACreateHappened(int status) {
            // When
            CrmFault.OutcomeUnknown fault = fault(CrmFault.OutcomeUnknown.class, POST, answer(status, ""));

            // Then
            assertThat(fault.detail().httpStatus()).isEqualTo(status);
        }

        @Test
        void holdsForMaintenanceAsLongAsTheServerSays() {
            // Given
            ApiResponse answer = new ApiResponse(503, Map.of("retry-after", "120"), "");

            // When
            CrmFault.Unavailable fault = fault(CrmFault.Unavailable.class, GET, answer);

            // Then
            assertThat(fault.until()).isEqualTo(NOW.plusSeconds(120));
            assertThat(fault.needsAdmin()).isFalse();
        }

        @Test
        void takesAWebPageForNoAnswer() {
            // When
            CrmFault.Unavailable fault = fault(CrmFault.Unavailable.class, GET, answer(200, HTML));

            // Then
            assertThat(fault.detail().code()).isEqualTo("no-api");
        }
    }
}
