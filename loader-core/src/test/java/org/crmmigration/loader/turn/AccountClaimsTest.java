package org.crmmigration.loader.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.crmmigration.messaging.control.AccountClaim;
import org.junit.jupiter.api.Test;

class AccountClaimsTest {

    private final AccountClaims claims = new AccountClaims();

    @Test
    void givesAnAccountToWhoAskedFirstAndThenToTheNext() {
        // Given
        asks("a", "first");
        asks("a", "second");
        asks("a", "third");
        asks("b", "second");
        // Then
        assertThat(claims.holder("a")).contains("first");
        assertThat(claims.holder("b")).contains("second");
        gives("a", "first");
        assertThat(claims.holder("a")).contains("second");
        gives("a", "second");
        assertThat(claims.holder("a")).contains("third");
        gives("a", "third");
        assertThat(claims.holder("a")).isEmpty();
    }

    @Test
    void keepsThePlaceOfWhoAsksAgain() {
        // Given
        asks("a", "first");
        asks("a", "second");
        // When
        asks("a", "first");
        // Then
        assertThat(claims.holder("a")).contains("first");
        gives("a", "first");
        assertThat(claims.holder("a")).contains("second");
    }

    @Test
    void forgetsWhoGivesUpWhileWaiting() {
        // Given
        asks("a", "first");
        asks("a", "second");
        // When
        gives("a", "second");
        gives("a", "stranger");
        gives("a", "first");
        // Then
        assertThat(claims.holder("a")).isEmpty();
        assertThat(claims.of("second")).isEmpty();
    }

    @Test
    void knowsTheAccountsOfAMigration() {
        // Given
        asks("a", "first");
        asks("b", "other");
        asks("b", "first");
        // Then
        assertThat(claims.of("first")).containsExactlyInAnyOrder("a", "b");
    }

    private void asks(String account, String migration) {
        claims.add(new AccountClaim(account, migration, false, Instant.EPOCH));
    }

    private void gives(String account, String migration) {
        claims.add(new AccountClaim(account, migration, true, Instant.EPOCH));
    }
}
