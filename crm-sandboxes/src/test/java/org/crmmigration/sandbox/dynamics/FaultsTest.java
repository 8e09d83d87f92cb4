package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class FaultsTest {

    private static final String CREATE = "POST /api/data/v9.2/contacts";

    private Fixture crm;

    @BeforeEach
    void open() throws Exception {
        crm = Fixture.open();
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void deadlocks() throws Exception {
        // Given
        crm.sandbox.faults().add(FaultRule.next(CREATE, new Fault.VendorError(Transient.DEADLOCK.name())));

        // When
        Answer answer = crm.post("/contacts", "{}");

        // Then
        assertThat(answer.code()).isEqualTo("0x80044150");
        assertThat(answer.message()).contains("1205");
        assertThat(crm.get("/contacts/$count").text()).isEqualTo("0");
    }

    @Test
    void losesTheAnswerAfterTheCommit() throws Exception {
        // Given
        crm.sandbox.faults().add(FaultRule.next(CREATE, new Fault.DropAfterCommit()));

        // When
        assertThatThrownBy(() -> crm.post("/contacts", "{}")).isInstanceOf(IOException.class);

        // Then
        assertThat(crm.get("/contacts/$count").text()).isEqualTo("1");
    }

    @Test
    void storms() throws Exception {
        // Given
        crm.sandbox.faults().add(FaultRule.next("*", new Fault.RateLimitStorm()));

        // When
        Answer answer = crm.get("/WhoAmI");

        // Then
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("30");
    }

    @Test
    void isUnavailableWithAPage() throws Exception {
        // Given
        crm.sandbox.faults().add(FaultRule.next("*", new Fault.ErrorBeforeEffect(503)));

        // When
        Answer answer = crm.get("/WhoAmI");

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).startsWith("<html>");
    }

    @Test
    void namesRoutesByTemplate() throws Exception {
        // When
        crm.get("/contacts(" + crm.contact("Lee") + ")");

        // Then
        var counters = crm.sandbox.counters().read();
        assertThat(counters.of(CREATE)).isEqualTo(1);
        assertThat(counters.of("GET /api/data/v9.2/contacts({key})")).isEqualTo(1);
        assertThat(counters.writes()).isGreaterThanOrEqualTo(1);
    }
}
