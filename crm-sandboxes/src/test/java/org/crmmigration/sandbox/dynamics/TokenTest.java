package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.crmmigration.sandbox.dynamics.DynamicsSettings.ApplicationUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTest {

    @Test
    void givesATokenThatOpensTheApi() throws Exception {
        // Given
        try (Fixture crm = Fixture.open()) {
            // When
            Answer token = crm.askForToken(DynamicsSettings.DEFAULT_SECRET);

            // Then
            assertThat(token.status()).isEqualTo(200);
            assertThat(token.json().path("token_type").asString()).isEqualTo("Bearer");
            assertThat(token.json().path("expires_in").asInt()).isEqualTo(3599);
            assertThat(crm.get("/WhoAmI").json().path("UserId").asString()).isEqualTo(Seed.APP_USER);
        }
    }

    @Test
    void refusesAWrongSecretInTheIdentityProvidersShape() throws Exception {
        try (Fixture crm = Fixture.open()) {
            // When
            Answer token = crm.askForToken("wrong");

            // Then
            assertThat(token.status()).isEqualTo(401);
            assertThat(token.json().path("error").asString()).isEqualTo("invalid_client");
            assertThat(token.json().path("error_codes").path(0).asInt()).isEqualTo(7000215);
            assertThat(token.json().path("error_description").asString()).startsWith("AADSTS7000215");
        }
    }

    @Test
    void refusesRequestsWithoutToken() throws Exception {
        try (Fixture crm = Fixture.open()) {
            // Given
            crm.forgetToken();

            // When
            Answer answer = crm.get("/WhoAmI");

            // Then
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void refusesATokenThatHasExpired() throws Exception {
        try (Fixture crm = Fixture.open()) {
            // Given
            crm.clock.advance(Duration.ofSeconds(3599));

            // When
            int expired = crm.get("/WhoAmI").status();
            crm.renewToken();

            // Then
            assertThat(expired).isEqualTo(401);
            assertThat(crm.get("/WhoAmI").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"MISSING,403", "WITHOUT_ROLE,403", "DISABLED,403"})
    void refusesAnAppWithoutAUsableUser(ApplicationUser user, int status) throws Exception {
        // Given
        DynamicsSettings settings = Fixture.unlimited();
        try (Fixture crm = new Fixture(settings.withApp(settings.app().with(user)))) {
            // When
            Answer answer = crm.get("/WhoAmI");

            // Then
            assertThat(answer.status()).isEqualTo(status);
        }
    }
}
