package org.crmmigration.loader.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.match.MatchRules.Policy;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.Written;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

class ExistingTest {

    private final Map<String, Marks> account = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int readings;
    private final InstantSource time = () -> now;
    private final Existing existing = new Existing(
            (_, records) -> {
                readings++;
                account.forEach(records);
            },
            time.withZone(ZoneOffset.UTC));

    private static Marks person(String migrationKey, String... emails) {
        return new Marks(migrationKey, List.of(emails), "", "");
    }

    private static Marks company(String website, String name) {
        return new Marks("", List.of(), website, name);
    }

    private static ObjectToWrite object(String sourceKey, Map<String, String> fields, String... rules) {
        Map<String, Value> values = new HashMap<>();
        fields.forEach((field, text) -> values.put(field, new Value.Text(text)));
        values.put("match", new Value.Texts(List.of(rules)));
        return new ObjectToWrite(new ObjectKey("thing", sourceKey), "acme:" + sourceKey, values, Map.of());
    }

    private static ObjectToWrite withEmail(String sourceKey, String email) {
        return object(sourceKey, Map.of("email", email), "email");
    }

    @Test
    void knowsByTheFirstRuleThatTells() {
        // Given
        account.put("1", company("", "Acme"));
        account.put("2", company("https://www.acme.example/en", "Acme Holding"));
        Map<String, String> acme = Map.of("website", "ACME.example", "name", " acme ");

        // When / Then
        assertThat(existing.claim(object("a", acme, "domain", "name"))).contains("2");
        assertThat(existing.claim(object("b", acme, "domain", "name"))).contains("1");
        assertThat(existing.claim(object("c", acme, "domain", "name"))).isEmpty();
        assertThat(existing.claim(object("a", acme, "domain", "name"))).contains("2");
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void guessesNothingAmongSeveralAndSaysSo() {
        // Given
        account.put("1", person("", "a@example.org", "b@example.org"));
        account.put("2", person("", "B@example.org"));
        Written plain = Written.of("9", "{}");

        // When / Then
        assertThat(existing.claim(withEmail("b", "b@example.org"))).isEmpty();
        assertThat(existing.noted(withEmail("b", "b@example.org"), plain).attributes())
                .containsEntry("severalMatches", "1");
        assertThat(existing.claim(withEmail("a", "a@example.org"))).contains("1");
        assertThat(existing.noted(withEmail("a", "a@example.org"), plain)).isSameAs(plain);
    }

    /** Also where the rules do not name the migration key: else one taken over before an interruption would be made again. */
    @Test
    void leavesARecordThatCarriesAKeyToItsObjectAlone() {
        // Given
        account.put("1", person("acme:a", "a@example.org"));

        // When / Then
        assertThat(existing.claim(withEmail("b", "a@example.org"))).isEmpty();
        assertThat(existing.claim(withEmail("a", "other@example.org"))).contains("1");
    }

    @Test
    void readsAgainWhenNobodyAskedForLong() {
        // Given
        assertThat(existing.claim(withEmail("a", "a@example.org"))).isEmpty();
        account.put("1", person("", "a@example.org"));

        // When / Then
        now = now.plus(Duration.ofMinutes(59));
        assertThat(existing.claim(withEmail("a", "a@example.org"))).isEmpty();
        now = now.plus(Duration.ofMinutes(59));
        assertThat(existing.claim(withEmail("a", "a@example.org")))
                .as("the load goes on")
                .isEmpty();
        now = now.plus(Duration.ofMinutes(60));
        assertThat(existing.claim(withEmail("a", "a@example.org")))
                .as("the next run")
                .contains("1");
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void readsThePoliciesOfFields() {
        // Given
        ObjectToWrite object = new ObjectToWrite(
                new ObjectKey("thing", "a"),
                "acme:a",
                Map.of(
                        "match",
                        new Value.Texts(List.of("email")),
                        "existing",
                        new Value.Texts(List.of("*=leave", "name=overwrite", "field:thing:a=b=fill"))),
                Map.of());

        // When
        MatchRules rules = MatchRules.of(object);

        // Then
        assertThat(rules.policy("name")).isEqualTo(Policy.OVERWRITE);
        assertThat(rules.policy("field:thing:a=b")).isEqualTo(Policy.FILL);
        assertThat(rules.policy("other")).isEqualTo(Policy.LEAVE);
        assertThat(MatchRules.NONE.policy("other")).isEqualTo(Policy.FILL);
    }
}
