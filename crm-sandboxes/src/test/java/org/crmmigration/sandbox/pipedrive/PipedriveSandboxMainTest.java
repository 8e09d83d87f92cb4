package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PipedriveSandboxMainTest {

    @Test
    void readsItsFlags() {
        // When
        PipedriveSettings settings = PipedriveSandboxMain.settings(
                "--port",
                "8089",
                "--plan",
                "premium",
                "--seats",
                "4",
                "--no-limits",
                "--control",
                "--journal",
                "x.log",
                "--search-lag-millis",
                "10",
                "--user",
                "Ada <ada@sandbox.test>",
                "--user",
                "Bob <bob@sandbox.test>");

        // Then
        assertThat(settings.port()).isEqualTo(8089);
        assertThat(settings.plan()).isEqualTo(Plan.PREMIUM);
        assertThat(settings.seats()).isEqualTo(4);
        assertThat(settings.limits()).isEqualTo(LimitSettings.off());
        assertThat(settings.control()).isTrue();
        assertThat(settings.searchLag()).isEqualTo(Duration.ofMillis(10));
        assertThat(settings.users())
                .extracting(PipedriveSettings.Seat::email)
                .containsExactly("ada@sandbox.test", "bob@sandbox.test");
    }

    @Test
    void refusesFlagsItDoesNotKnow() {
        assertThatThrownBy(() -> PipedriveSandboxMain.settings("--prot", "1")).hasMessage("unknown flag --prot");
        assertThatThrownBy(() -> PipedriveSandboxMain.settings("--port")).hasMessage("--port takes a value");
        assertThatThrownBy(() -> PipedriveSandboxMain.settings("--seats", "many"))
                .hasMessage("--seats takes a number, not many");
    }

    @Test
    void printsNoToken() {
        assertThat(PipedriveSettings.defaults()).asString().doesNotContain(PipedriveSettings.DEFAULT_TOKEN);
    }
}
