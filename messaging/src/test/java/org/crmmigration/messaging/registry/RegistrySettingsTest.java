package org.crmmigration.messaging.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

    @Test
    void readsConfluentsNamesWithAndWithoutPrefix() {
        // When
        RegistrySettings settings = RegistrySettings.from(Map.of(
                "schema.registry.url", "https://one.test/, https://two.test:8081/base",
                "schema.registry.basic.auth.credentials.source", "USER_INFO",
                "schema.registry.basic.auth.user.info", "key:sec:ret",
                "http.read.timeout.ms", "1200"));
        // Then
        assertThat(settings.urls())
                .containsExactly(URI.create("https://one.test"), URI.create("https://two.test:8081/base"));
        assertThat(settings.auth()).isEqualTo(new RegistryAuth.Basic("key", "sec:ret"));
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofMillis(1200));
    }

    @Test
    void takesCredentialsOutOfTheUrl() {
        // When
        RegistrySettings settings = RegistrySettings.from(Map.of("schema.registry.url", "http://ann:word@one.test:81"));
        // Then
        assertThat(settings.urls()).containsExactly(URI.create("http://one.test:81"));
        assertThat(settings.auth()).isEqualTo(new RegistryAuth.Basic("ann", "word"));
    }

    @Test
    void printsNoSecret() {
        // Given
        RegistrySettings basic = RegistrySettings.from(Map.of("schema.registry.url", "http://ann:word@one.test:81"));
        RegistrySettings bearer = RegistrySettings.from(Map.of(
                "schema.registry.url", "http://one.test",
                "bearer.auth.credentials.source", "STATIC_TOKEN",
                "bearer.auth.token", "opaque"));
        // When
        String printed = basic + " " + bearer;
        // Then
        assertThat(printed).doesNotContain("word", "opaque");
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThatThrownBy(() -> RegistrySettings.from(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
        assertThatThrownBy(() -> RegistrySettings.of("ftp://one.test")).hasMessageContaining("schema.registry.url");
        assertThatThrownBy(() -> RegistrySettings.from(
                        Map.of("schema.registry.url", "http://one.test", "basic.auth.credentials.source", "USER_INFO")))
                .hasMessageContaining("basic.auth.user.info");
        assertThatThrownBy(() -> RegistrySettings.from(
                        Map.of("schema.registry.url", "http://one.test", "http.read.timeout.ms", "soon")))
                .hasMessageContaining("http.read.timeout.ms");
        assertThatThrownBy(() -> RegistrySettings.from(Map.of(
                        "schema.registry.url", "https://one.test", "schema.registry.ssl.keystore.password", "hidden")))
                .hasMessageContaining("schema.registry.ssl.keystore.password")
                .hasMessageNotContaining("hidden");
    }
}
