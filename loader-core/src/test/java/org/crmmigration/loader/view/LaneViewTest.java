package org.crmmigration.loader.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.crmmigration.loader.ledger.LedgerEntry;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Intent;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneViewTest {

    private static final ObjectKey KEY = new ObjectKey("person", "contact:1");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void knowsNothingAtFirst() {
        // Given
        try (LaneView view = open("ledger@1")) {
            // Then
            assertThat(view.state(KEY)).isEqualTo(ObjectState.unknown(KEY));
            assertThat(view.applied()).isZero();
        }
    }

    @Test
    void showsAnIntentUntilItsOutcome() {
        // Given
        try (LaneView view = open("ledger@1")) {
            // When
            view.apply(List.of(new LedgerEntry(3, intent())));
            ObjectState before = view.state(KEY);
            List<ObjectKey> inDoubt = view.inDoubt(10);
            view.apply(List.of(new LedgerEntry(5, outcome(Status.CREATED, "h1", "h1", 7))));
            // Then
            assertThat(before.openCreate()).isNotNull().satisfies(open -> {
                assertThat(open.searchFloor()).isEqualTo("41");
                assertThat(open.deadline()).isEqualTo(AT.plusSeconds(40));
                assertThat(open.owner()).isEqualTo("me");
            });
            assertThat(inDoubt).containsExactly(KEY);
            assertThat(view.state(KEY).open()).isNull();
            assertThat(view.state(KEY).confirms("h1")).isTrue();
            assertThat(view.state(KEY).confirmedOffset()).isEqualTo(7);
            assertThat(view.inDoubt(10)).isEmpty();
        }
    }

    /** Killed between the write and its outcome, the CRM shows our values: only the intent knows what was there. */
    @Test
    void knowsFromTheIntentWhatWasThereBefore() {
        // Given
        Intent adoption = new Intent(
                "run-1",
                KEY,
                Operation.ADOPT,
                1,
                "h1",
                null,
                null,
                "{\"name\":\"Old\"}",
                null,
                AT,
                AT.plusSeconds(40),
                "me");
        Intent repeated = new Intent(
                "run-1", KEY, Operation.ADOPT, 2, "h1", null, null, null, null, AT, AT.plusSeconds(40), "me");

        // When
        try (LaneView view = open("ledger@1")) {
            view.apply(List.of(new LedgerEntry(3, adoption)));
            view.apply(List.of(new LedgerEntry(4, repeated)));
        }

        // Then
        try (LaneView view = open("ledger@1")) {
            assertThat(view.state(KEY).beforeImage()).isEqualTo("{\"name\":\"Old\"}");
        }
    }

    @Test
    void keepsWhatWasConfirmedWhenALaterCommandFails() {
        // Given
        try (LaneView view = open("ledger@1")) {
            view.apply(List.of(new LedgerEntry(0, outcome(Status.CREATED, "h1", "h1", 7))));
            // When
            view.apply(List.of(new LedgerEntry(1, outcome(Status.FAILED, "h2", "h1", 9))));
            // Then
            assertThat(view.state(KEY).confirms("h1")).isTrue();
            assertThat(view.state(KEY).confirmedOffset()).isEqualTo(7);
            assertThat(view.state(KEY).last()).isNotNull().satisfies(last -> {
                assertThat(last.status()).isEqualTo(Status.FAILED);
                assertThat(last.commandOffset()).isEqualTo(9);
            });
        }
    }

    @Test
    void doesNotEndADoubtByAVerification() {
        // Given
        try (LaneView view = open("ledger@1")) {
            view.apply(List.of(new LedgerEntry(0, intent())));
            // When
            view.apply(List.of(new LedgerEntry(1, outcome(Status.PARKED, "v", null, 9, Operation.VERIFY))));
            // Then
            assertThat(view.state(KEY).openCreate()).isNotNull();
        }
    }

    /** A run that leaves an object alone does not make a person's value ours. */
    @Test
    void remembersConflictsOfAnObjectThatALaterRunLeavesAlone() {
        // Given
        Map<String, String> attributes = Map.of(ObjectRows.CONFLICTS, "name");
        Outcome conflict = new Outcome(
                "run-1",
                2,
                KEY,
                Status.CONFLICT,
                Operation.ADOPT,
                "h1",
                "42",
                "h1",
                null,
                "{}",
                null,
                attributes,
                1,
                5,
                7,
                AT);
        try (LaneView view = open("ledger@1")) {
            view.apply(List.of(new LedgerEntry(0, conflict)));
            // When
            view.apply(List.of(new LedgerEntry(1, outcome(Status.UNCHANGED, "h1", "h1", 9))));
            // Then
            assertThat(view.state(KEY).conflicts()).containsExactly("name");
        }
    }

    @Test
    void appliesNothingTwice() {
        // Given
        LedgerEntry first = new LedgerEntry(0, outcome(Status.CREATED, "h1", "h1", 7));
        LedgerEntry second = new LedgerEntry(1, outcome(Status.UPDATED, "h2", "h2", 9));
        try (LaneView view = open("ledger@1")) {
            view.apply(List.of(first, second));
            // When
            view.apply(List.of(first));
            // Then
            assertThat(view.state(KEY).confirms("h2")).isTrue();
            assertThat(view.applied()).isEqualTo(2);
        }
    }

    @Test
    void survivesARestartAndForgetsAnotherLedger() {
        // Given
        try (LaneView view = open("ledger@1")) {
            view.apply(List.of(new LedgerEntry(0, outcome(Status.CREATED, "h1", "h1", 7))));
        }
        // When
        try (LaneView same = open("ledger@1")) {
            assertThat(same.crmId(KEY)).contains("42");
            assertThat(same.applied()).isEqualTo(1);
        }
        // Then
        try (LaneView other = open("ledger@2")) {
            assertThat(other.crmId(KEY)).isEmpty();
            assertThat(other.applied()).isZero();
        }
    }

    private LaneView open(String ledger) {
        return LaneView.open(directory.resolve("lane.db"), ledger);
    }

    private static Intent intent() {
        return new Intent(
                "run-1", KEY, Operation.CREATE, 1, "h1", null, null, null, "41", AT, AT.plusSeconds(40), "me");
    }

    private static Outcome outcome(Status status, String hash, @Nullable String confirmed, long offset) {
        return outcome(status, hash, confirmed, offset, Operation.CREATE);
    }

    private static Outcome outcome(
            Status status, String hash, @Nullable String confirmed, long offset, Operation operation) {
        Cause cause = status == Status.FAILED ? Cause.of("validation", "no") : null;
        return new Outcome(
                "run-1", 2, KEY, status, operation, hash, "42", confirmed, null, "{}", cause, Map.of(), 1, 5, offset,
                AT);
    }
}
