package org.crmmigration.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRegistryClientTest {
    private static final String SUBJECT = Parcel.SCHEMA$.getFullName();
    private static final String LATEST = "GET /subjects/" + SUBJECT + "/versions/latest";

    private final MovableClock clock = new MovableClock();
    private final ScriptedRegistry registry = new ScriptedRegistry();
    private final SchemaRegistryClient client = client(registry.url());

    @AfterEach
    void close() {
        client.close();
        registry.close();
    }

    @Test
    void registersTheWholeSchemaAsTheRegistryExpectsIt() {
        // Given
        registry.holds(7, Parcel.SCHEMA$);
        // When
        int id = client.register(SUBJECT, Parcel.SCHEMA$);
        // Then
        assertThat(id).isEqualTo(7);
        ScriptedRegistry.Request sent = registry.requests().getFirst();
        assertThat(sent.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
        assertThat(sent.body()).contains("\"schema\":\"{\\\"type\\\":\\\"record\\\"", "\"schemaType\":\"AVRO\"");
    }

    @Test
    void asksForASchemaIdOnce() {
        // Given
        registry.holds(7, Parcel.SCHEMA$);
        // When
        client.byId(7);
        client.byId(7);
        // Then
        assertThat(client.byId(7)).isEqualTo(Parcel.SCHEMA$);
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void asksForAMissingIdAgainAfterTheBackoff() {
        // Given
        registry.refuse("GET /schemas/ids/7", 404, 40403);
        assertThatThrownBy(() -> client.byId(7)).isInstanceOf(SchemaRegistryException.SchemaNotFound.class);
        registry.holds(7, Parcel.SCHEMA$);
        // When
        assertThatThrownBy(() -> client.byId(7)).isInstanceOf(SchemaRegistryException.SchemaNotFound.class);
        clock.advance(Duration.ofMillis(100));
        // Then
        assertThat(client.byId(7)).isEqualTo(Parcel.SCHEMA$);
        assertThat(registry.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "404, 40401, SubjectNotFound, false",
        "404, 40402, VersionNotFound, false",
        "404, 40403, SchemaNotFound, false",
        "409, 409, IncompatibleSchema, false",
        "422, 42201, InvalidSchema, false",
        "401, 40101, AccessDenied, false",
        "403, 40301, AccessDenied, false",
        "302, 302, Refused, false",
        "429, 42901, Unavailable, true",
        "500, 50001, Unavailable, true",
    })
    void turnsEachErrorCodeIntoItsException(int status, int code, String type, boolean repeat) {
        // Given
        registry.refuse(LATEST, status, code);
        // Then
        assertThatThrownBy(() -> client.latest(SUBJECT)).isInstanceOfSatisfying(SchemaRegistryException.class, e -> {
            assertThat(e.getClass().getSimpleName()).isEqualTo(type);
            assertThat(SchemaRegistryException.isTransient(new IllegalStateException(e)))
                    .isEqualTo(repeat);
        });
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void goesOnToTheNextNodeAndStaysThere() {
        // Given
        try (ScriptedRegistry broken = new ScriptedRegistry();
                SchemaRegistryClient pair = client(broken.url() + "," + registry.url())) {
            broken.refuse("GET /config", 503, 50301);
            registry.answer("GET /config", 200, Map.of("compatibilityLevel", "FULL"));
            // When
            pair.requireReachable();
            pair.requireReachable();
            // Then
            assertThat(broken.requests()).hasSize(1);
            assertThat(registry.requests()).hasSize(2);
        }
    }

    @Test
    void namesTheUrlsWhenNoNodeAnswers() {
        // Given
        registry.close();
        // Then
        assertThatThrownBy(client::requireReachable)
                .isInstanceOf(SchemaRegistryException.Unavailable.class)
                .hasMessageContaining(registry.url());
    }

    @Test
    void sendsTheCredentials() {
        // Given
        registry.answer("GET /config", 200, Map.of());
        RegistrySettings open = RegistrySettings.of(registry.url());
        RegistrySettings closed = new RegistrySettings(
                List.of(URI.create(registry.url())),
                new RegistryAuth.Bearer("opaque"),
                open.connectTimeout(),
                open.requestTimeout(),
                open.failureBackoff(),
                open.maxFailureBackoff());
        // When
        try (SchemaRegistryClient authorised = new SchemaRegistryClient(closed, clock)) {
            authorised.requireReachable();
        }
        // Then
        assertThat(registry.requests().getFirst().authorization()).isEqualTo("Bearer opaque");
    }

    @Test
    void reportsWhyASchemaIsIncompatible() {
        // Given
        registry.answer(
                "POST /compatibility/subjects/" + SUBJECT + "/versions?verbose=true",
                200,
                Map.of("is_compatible", false, "messages", List.of("a field lost its default")));
        // When
        CompatibilityResult result = client.check(SUBJECT, Parcel.SCHEMA$);
        // Then
        assertThat(result).isEqualTo(new CompatibilityResult(false, List.of("a field lost its default")));
    }

    @Test
    void takesAnySchemaForASubjectThatIsNew() {
        // Given
        registry.refuse("POST /compatibility/subjects/" + SUBJECT + "/versions?verbose=true", 404, 40401);
        // Then
        assertThat(client.check(SUBJECT, Parcel.SCHEMA$).compatible()).isTrue();
    }

    @Test
    void readsAndSetsTheLevel() {
        // Given
        registry.answer(
                "GET /config/a%2Fb?defaultToGlobal=true", 200, Map.of("compatibilityLevel", "BACKWARD_TRANSITIVE"));
        registry.answer("PUT /config/a%2Fb", 200, Map.of("compatibility", "FULL"));
        // When
        client.setCompatibility("a/b", CompatibilityLevel.FULL);
        // Then
        assertThat(client.compatibility("a/b")).isEqualTo(CompatibilityLevel.BACKWARD_TRANSITIVE);
        assertThat(registry.requests().getFirst().body()).isEqualTo("{\"compatibility\":\"FULL\"}");
    }

    private SchemaRegistryClient client(String urls) {
        return new SchemaRegistryClient(RegistrySettings.of(urls), clock);
    }
}
