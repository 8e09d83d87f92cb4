package org.crmmigration.dynamics.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.port.Account;
import org.crmmigration.loader.port.CrmFault;
import org.junit.jupiter.api.Test;

class ApplicationUsersTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Clock clock = new Ticking(now);
    private final List<String> forms = new ArrayList<>();
    private final AtomicReference<ApiResponse> refusal = new AtomicReference<>(new ApiResponse(200, Map.of(), ""));
    private final ApplicationUsers users = new ApplicationUsers(clock, uri -> this::token);
    private final DynamicsResponses responses = new DynamicsResponses(clock, users);

    private ApiResponse token(ApiRequest request) {
        forms.add(String.valueOf(request.body()));
        ApiResponse prepared = refusal.get();
        return prepared.status() == 200
                ? new ApiResponse(200, Map.of(), "{\"access_token\":\"t" + forms.size() + "\",\"expires_in\":3600}")
                : prepared;
    }

    private static Account account(Map<String, String> more) {
        Map<String, String> credentials = new HashMap<>(more);
        credentials.putAll(Map.of("tenantId", "tenant", "clientId", "one", "clientSecret", "hush&hush"));
        return new Account("a", URI.create("https://org.crm4.example.org"), null, 1, 0, credentials);
    }

    private static ApiRequest with(String header) {
        return ApiRequest.get("/r", "/r", Map.of()).withHeader("Authorization", header);
    }

    @Test
    void asksForATokenOnceUntilItGrowsOld() {
        // Given
        Account account = account(Map.of());
        String first = users.authorization(account, responses);
        String second = users.authorization(account, responses);

        // When
        now.set(now.get().plus(Duration.ofMinutes(56)));
        String third = users.authorization(account, responses);

        // Then
        assertThat(first).isEqualTo("Bearer t1").isEqualTo(second);
        assertThat(third).isEqualTo("Bearer t2");
        assertThat(forms.getFirst())
                .contains("client_secret=hush%26hush")
                .contains("scope=https%3A%2F%2Forg.crm4.example.org%2F.default");
    }

    @Test
    void fetchesAnotherTokenWhenOneThatWorkedIsRefused() {
        // Given
        Account account = account(Map.of());
        ApiRequest request = with(users.authorization(account, responses));
        responses.check(request, new ApiResponse(204, Map.of(), ""));

        // When
        CrmFault.NotSent fault = catchThrowableOfType(
                CrmFault.NotSent.class, () -> responses.check(request, new ApiResponse(401, Map.of(), "")));

        // Then
        assertThat(fault).isNotNull();
        assertThat(users.authorization(account, responses)).isEqualTo("Bearer t2");
    }

    @Test
    void asksForAnAdministratorWhenATokenNeverWorked() {
        // Given
        ApiRequest request = with(users.authorization(account(Map.of()), responses));

        // When
        CrmFault.Unavailable fault = catchThrowableOfType(
                CrmFault.Unavailable.class, () -> responses.check(request, new ApiResponse(401, Map.of(), "")));

        // Then
        assertThat(fault.needsAdmin()).isTrue();
    }

    @Test
    void saysWhatTheTokenEndpointRefusedWithoutTheSecret() {
        // Given
        refusal.set(new ApiResponse(
                401, Map.of(), "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: hush&hush\"}"));

        // When
        CrmFault.Unavailable fault = catchThrowableOfType(
                CrmFault.Unavailable.class, () -> users.authorization(account(Map.of()), responses));

        // Then
        assertThat(fault.needsAdmin()).isTrue();
        assertThat(fault.toString()).contains("AADSTS7000215").doesNotContain("hush");
    }

    @Test
    void letsTheOtherUserGoOnWhileOneRests() {
        // Given
        Account two = account(Map.of("clientId2", "two", "clientSecret2", "s2"));
        String first = users.authorization(two, responses);
        ApiResponse tooMany = new ApiResponse(429, Map.of("retry-after", "30"), "{}");
        CrmFault.RateLimited refused =
                catchThrowableOfType(CrmFault.RateLimited.class, () -> responses.check(with(first), tooMany));

        // When
        List<String> next = List.of(users.authorization(two, responses), users.authorization(two, responses));

        // Then
        assertThat(refused.retryAfter()).isEqualTo(Duration.ZERO);
        assertThat(next).doesNotContain(first);
    }

    /** A clock that is set by hand. */
    private static final class Ticking extends Clock {
        private final AtomicReference<Instant> now;

        Ticking(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
