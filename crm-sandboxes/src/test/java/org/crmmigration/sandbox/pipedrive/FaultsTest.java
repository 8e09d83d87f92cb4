package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.crmmigration.sandbox.HttpApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String CREATE = "POST /api/v2/persons";

    private final Fixture it = Fixture.open();

    @AfterEach
    void close() {
        it.close();
    }

    private Answer create() throws Exception {
        return it.api.post("/api/v2/persons", "{\"name\":\"A\"}");
    }

    private int persons() {
        return it.sandbox.content().path("content").path("persons").size();
    }

    @Test
    void failsBeforeItDidAnything() throws Exception {
        // Given
        it.sandbox.faults().add(FaultRule.next(CREATE, new Fault.ErrorBeforeEffect(503)));

        // When
        Answer failed = create();
        Answer then = create();

        // Then
        assertThat(failed.status()).isEqualTo(503);
        assertThat(then.status()).isEqualTo(200);
        assertThat(persons()).isEqualTo(1);
    }

    @Test
    void failsAfterItDidEverything() throws Exception {
        // Given
        it.sandbox.faults().add(FaultRule.next(CREATE, new Fault.ErrorAfterCommit(500)));

        // When
        Answer failed = create();

        // Then
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.body().path("code").asString()).isEqualTo("ERR_UNKNOWN");
        assertThat(persons()).isEqualTo(1);
        assertThat(it.sandbox.counters().read().writes()).isEqualTo(1);
    }

    @Test
    void losesTheAnswerAfterItDidEverything() {
        // Given
        it.sandbox.faults().add(FaultRule.next(CREATE, new Fault.DropAfterCommit()));

        // When
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);

        // Then
        assertThat(persons()).isEqualTo(1);
        assertThat(it.sandbox.log().entries().getLast().status()).isZero();
        assertThat(it.sandbox.log().entries().getLast().fault()).isEqualTo("DropAfterCommit");
    }

    @Test
    void closesTheConnectionBeforeItDidAnything() {
        // Given
        it.sandbox.faults().add(FaultRule.next(CREATE, new Fault.ResetBeforeEffect()));

        // When
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);

        // Then
        assertThat(persons()).isZero();
    }

    @Test
    void stallsAndThenClosesTheConnection() {
        // Given
        it.sandbox.faults().add(FaultRule.next("*", new Fault.Stall(Duration.ofMinutes(5))));

        // When
        assertThatThrownBy(this::create).isInstanceOf(IOException.class);

        // Then
        assertThat(it.slept).containsExactly(Duration.ofMinutes(5));
        assertThat(persons()).isZero();
    }

    @Test
    void delaysAnswersByAFixedOrADrawnTime() throws Exception {
        // Given
        it.sandbox.faults().add(FaultRule.next(CREATE, new Fault.Latency(Duration.ofMillis(70))));
        Fault spread = new Fault.LatencySpread(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(40));
        it.sandbox.faults().add(new FaultRule(CREATE, 1, 1, 5, spread));

        // When
        for (int i = 0; i < 7; i++) {
            create();
        }

        // Then
        assertThat(it.slept).hasSize(6).first().isEqualTo(Duration.ofMillis(70));
        assertThat(it.slept.subList(1, 6))
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ZERO, Duration.ofMillis(40)))
                .doesNotHaveDuplicates();
    }

    @Test
    void stormsWithRateLimitAnswers() throws Exception {
        // Given
        it.sandbox.faults().add(FaultRule.next(CREATE, 2, new Fault.RateLimitStorm()));

        // When
        List<Integer> statuses = List.of(create().status(), create().status(), create().status());

        // Then
        assertThat(statuses).isEqualTo(List.of(429, 429, 200));
    }

    @Test
    void answersAWebPage() throws Exception {
        // Given
        it.sandbox.faults().add(FaultRule.next("*", new Fault.HtmlForbidden()));

        // When
        Answer answer = it.api.get("/api/v2/persons");

        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void drawsTheSameFaultsFromTheSameSeed() throws Exception {
        // When
        List<Integer> first = draws();
        List<Integer> second = draws();

        // Then
        assertThat(first).isEqualTo(second).contains(200, 500);
    }

    private static List<Integer> draws() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (Fixture seeded = new Fixture(Fixture.unlimited().withSeed(42))) {
            seeded.sandbox.faults().add(FaultRule.sometimes("GET /api/v2/*", 0.5, new Fault.ErrorBeforeEffect(500)));
            for (int i = 0; i < 20; i++) {
                statuses.add(seeded.api.get("/api/v2/persons").status());
            }
        }
        return statuses;
    }

    @Test
    void sparesOtherRoutes() throws Exception {
        // Given
        it.sandbox.faults().add(FaultRule.sometimes("POST /api/v2/deals", 1, new Fault.ErrorBeforeEffect(500)));

        // When
        int status = create().status();

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(it.sandbox.faults().rules()).hasSize(1);
        assertThat(it.sandbox.faults().struck()).isEmpty();
    }
}
