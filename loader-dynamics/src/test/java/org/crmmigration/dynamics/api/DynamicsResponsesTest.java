package org.crmmigration.dynamics.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.port.CrmFault;
import org.crmmigration.loader.port.CrmFault.RateLimited.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicsResponsesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final ApiRequest WRITE =
            new ApiRequest("PATCH", "/api/data/v9.2/contacts({id})", "/x", Map.of(), Map.of(), "{}", true);
    private static final ApiRequest READ = ApiRequest.get("/api/data/v9.2/contacts", "/x", Map.of());

    private final DynamicsResponses responses =
            new DynamicsResponses(CLOCK, new ApplicationUsers(CLOCK, uri -> request -> answer(500, "")));

    private static ApiResponse answer(int status, String body) {
        return new ApiResponse(status, Map.of(), body);
    }

    private static ApiResponse error(int status, String code, String message) {
        return answer(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }

    private <T extends CrmFault> T fault(Class<T> type, ApiRequest request, ApiResponse response) {
        return catchThrowableOfType(type, () -> responses.check(request, response));
    }

    @ParameterizedTest
    @CsvSource({"404, not-found", "412, exists", "413, too-large", "403, forbidden", "400, refused"})
    void goesByTheStatusWhereThereIsNoBody(int status, String word) {
        // When
        CrmFault.Rejected fault = fault(CrmFault.Rejected.class, WRITE, answer(status, ""));

        // Then
        assertThat(fault.detail().code()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"403, unauthorized", "404, no-api"})
    void asksTheAdministratorWhenItIsNotLetIn(int status, String word) {
        // Given
        ApiRequest door = ApiRequest.get("/api/data/v9.2/WhoAmI", "/x", Map.of());

        // When
        CrmFault.Unavailable fault = fault(CrmFault.Unavailable.class, door, error(status, "", "no"));

        // Then
        assertThat(fault.needsAdmin()).isTrue();
        assertThat(fault.detail().code()).isEqualTo(word);
    }

    @Test
    void takesADefinitionThatIsThereForMade() {
        // Given
        ApiRequest define =
                new ApiRequest("POST", "/api/data/v9.2/EntityDefinitions", "/x", Map.of(), Map.of(), "{}", true);

        // When
        CrmFault.Rejected fault = fault(
                CrmFault.Rejected.class,
                define,
                error(400, "0x80044363", "An entity with the specified name kartra_tag already exists."));

        // Then
        assertThat(fault.detail().code()).isEqualTo("exists");
    }

    @Test
    void tellsARowThatIsThereFromAClashOfKeys() {
        // When
        CrmFault.Rejected fault = fault(
                CrmFault.Rejected.class,
                WRITE,
                error(412, "0x80060892", "A record with matching key values already exists."));

        // Then
        assertThat(fault.detail().code()).isEqualTo("exists");
    }

    @ParameterizedTest
    @CsvSource({
        "404, 0x80040217, not-found",
        "412, 0x80040237, exists",
        "412, 0x80060892, duplicate-key",
        "412, 0x80040333, duplicate-rule",
        "500, 0x80040333, duplicate-rule",
        "400, 0x80040265, plug-in",
        "400, 0x8004431A, option-missing",
        "405, 0x80040515, already-closed",
        "400, 0x8004022d, customer-missing",
        "400, 0x12345678, validation",
    })
    void namesTheCauseOfARefusal(int status, String code, String word) {
        // When
        CrmFault.Rejected fault = fault(CrmFault.Rejected.class, WRITE, error(status, code, "no"));

        // Then
        assertThat(fault.detail().code()).isEqualTo(word);
    }

    @Test
    void namesTheColumnAndKeepsTheValueToItself() {
        // Given
        String message = "A validation error occurred.  The length of the 'subject' attribute of the 'task' entity"
                + " exceeded the maximum allowed length of '200'. Value was Sigismunda.";

        // When
        CrmFault.Rejected fault = fault(CrmFault.Rejected.class, WRITE, error(400, "0x80044331", message));

        // Then
        assertThat(fault.detail().field()).isEqualTo("subject");
        assertThat(fault.toString()).doesNotContain("Sigismunda");
    }

    @Test
    void asksForAPrivilegeByName() {
        // Given
        String message = "Principal user (Id=1) is missing prvCreateContact privilege";

        // When
        CrmFault.Unavailable fault = fault(CrmFault.Unavailable.class, WRITE, error(403, "0x80040220", message));

        // Then
        assertThat(fault.needsAdmin()).isTrue();
        assertThat(fault.detail().message()).contains("prvCreateContact");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 0x80044150, deadlocked: 1205",
        "400, 0x80048105, concurrent",
        "400, 0x80071154, metadata",
        "400, 0x80044151, time-out",
    })
    void takesWhatWasRolledBackForNotSent(int status, String code, String message) {
        // When
        CrmFault.NotSent fault = fault(CrmFault.NotSent.class, WRITE, error(status, code, message));

        // Then
        assertThat(fault).isNotNull();
    }

    @Test
    void waitsAsLongAsServiceProtectionSays() {
        // Given
        ApiResponse refusal = new ApiResponse(
                429,
                Map.of("retry-after", "17"),
                error(429, "0x80072321", "time").body());

        // When
        CrmFault.RateLimited fault = fault(CrmFault.RateLimited.class, WRITE, refusal);

        // Then
        assertThat(fault.scope()).isEqualTo(Scope.WINDOW);
        assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void doesNotKnowWhatBecameOfAWriteThatFailedInTheGateway() {
        // When
        CrmFault.OutcomeUnknown fault = fault(CrmFault.OutcomeUnknown.class, WRITE, answer(502, "<html>"));

        // Then
        assertThat(fault).isNotNull();
    }

    @Test
    void waitsWhenReadsAreUnavailable() {
        // When
        CrmFault.Unavailable fault = fault(CrmFault.Unavailable.class, READ, answer(503, ""));

        // Then
        assertThat(fault.needsAdmin()).isFalse();
    }

    @Test
    void asksForAnotherAddressWhenItRedirectsOrShowsAPage() {
        // When
        CrmFault.Unavailable redirect = fault(CrmFault.Unavailable.class, READ, answer(302, ""));
        CrmFault.Unavailable page = fault(CrmFault.Unavailable.class, READ, answer(200, "<html>"));

        // Then
        assertThat(redirect.needsAdmin()).isTrue();
        assertThat(page.detail().code()).isEqualTo("no-api");
    }

    @Test
    void passesAPartlyFailedBatchOn() {
        // Given
        ApiResponse batch = new ApiResponse(400, Map.of("content-type", "multipart/mixed; boundary=b"), "--b--");

        // When
        ApiResponse passed = responses.check(WRITE, batch);

        // Then
        assertThat(passed).isEqualTo(batch);
    }
}
