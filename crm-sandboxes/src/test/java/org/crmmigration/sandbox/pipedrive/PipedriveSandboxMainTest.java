package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.crmmigration.sandbox.Flags;
import org.junit.jupiter.api.Test;

class PipedriveSandboxMainTest {

    @Test
    void readsItsFlags() {
        // When
        PipedriveSettings settings = PipedriveSandboxMain.settings(new Flags(
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
                "Bob <bob@sandbox.test>"));

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
        assertThatThrownBy(() -> PipedriveSandboxMain.settings(new Flags("--prot", "1")))
                .hasMessage("unknown flag --prot");
        assertThatThrownBy(() -> PipedriveSandboxMain.settings(new Flags("--port")))
                .hasMessage("--port takes a value");
        assertThatThrownBy(() -> PipedriveSandboxMain.settings(new Flags("--seats", "many")))
                .hasMessage("--seats takes a number, not many");
        assertThatThrownBy(() -> PipedriveSandboxMain.settings(new Flags("--plan", "gold")))
                .hasMessage("--plan takes one of lite, growth, premium, ultimate, not gold");
    }

    @Test
    void printsNoToken() {
        assertThat(PipedriveSettings.defaults()).asString().doesNotContain(PipedriveSettings.DEFAULT_TOKEN);
    }
}
