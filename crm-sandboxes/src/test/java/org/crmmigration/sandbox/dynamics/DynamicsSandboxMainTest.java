package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.crmmigration.sandbox.Flags;
import org.junit.jupiter.api.Test;

class DynamicsSandboxMainTest {

    @Test
    void readsFlags() {
        // When
        DynamicsSettings settings = DynamicsSandboxMain.settings(new Flags(
                "--host",
                "0.0.0.0",
                "--port",
                "8123",
                "--secret",
                "s",
                "--user",
                "Ann Lee <ann@example.org>",
                "--disabled-user",
                "Dan <dan@example.org>",
                "--currency",
                "EUR",
                "--no-limits",
                "--control"));

        // Then
        assertThat(settings.host()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(8123);
        assertThat(settings.app().clientSecret()).isEqualTo("s");
        assertThat(settings.users())
                .containsExactly(
                        DynamicsSettings.User.enabled("Ann Lee", "ann@example.org"),
                        DynamicsSettings.User.disabled("Dan", "dan@example.org"));
        assertThat(settings.currencies()).containsExactly("EUR");
        assertThat(settings.limits().enforced()).isFalse();
        assertThat(settings.control()).isTrue();
    }

    @Test
    void refusesUnknownFlags() {
        assertThatThrownBy(() -> DynamicsSandboxMain.settings(new Flags("--nonsense")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--nonsense");
    }

    @Test
    void showsNoSecretInItsText() {
        assertThat(DynamicsSettings.defaults().toString()).doesNotContain(DynamicsSettings.DEFAULT_SECRET);
    }
}
