package org.crmmigration.reconcile.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Part;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.reconcile.ledger.History.Deed;
import org.crmmigration.reconcile.ledger.Undoing.Intention;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UndoingTest {

    private static final ObjectKey ANNA = new ObjectKey("person", "contact:1");
    private static final RunScope ALL = RunScope.of(Reach.ROLLBACK);

    @Test
    void deletesWhatWasCreatedThoughItWasUpdatedSince() {
        assertThat(intention(ALL, up("run-1", Status.CREATED), up("run-2", Status.UPDATED)))
                .isEqualTo(Intention.DELETE);
    }

    @Test
    void restoresWhatWasThereBeforeAndWasChanged() {
        assertThat(intention(ALL, up("run-1", Status.ADOPTED), up("run-2", Status.UPDATED)))
                .isEqualTo(Intention.RESTORE);
    }

    @Test
    void leavesWhatWasAdoptedAndNeverChanged() {
        assertThat(intention(ALL, up("run-1", Status.ADOPTED), up("run-2", Status.UNCHANGED)))
                .isEqualTo(Intention.ADOPTED);
    }

    @Test
    void restoresWhatWasFilledWhenItWasAdopted() {
        RunScope since2 = new RunScope(Reach.ROLLBACK, Set.of(), Set.of(), new Part("run-2", null, null));

        assertThat(intention(ALL, filled("run-1"), up("run-2", Status.UNCHANGED)))
                .isEqualTo(Intention.RESTORE);
        assertThat(intention(since2, filled("run-1"))).isNull();
        assertThat(intention(since2, filled("run-1"), up("run-2", Status.UPDATED)))
                .isEqualTo(Intention.EARLIER);
        assertThat(intention(ALL, filled("run-1"), deed("run-2", "RESTORE", Status.RESTORED)))
                .isEqualTo(Intention.ADOPTED);
    }

    @Test
    void hasNothingToDoWithWhatFailedOrWasTakenBackAlready() {
        assertThat(intention(ALL, up("run-1", Status.FAILED))).isNull();
        assertThat(intention(ALL, up("run-1", Status.CREATED), deed("run-2", "DELETE", Status.DELETED)))
                .isNull();
    }

    @Test
    void deletesAgainWhatWasCreatedAgainOrKeptTheFirstTime() {
        assertThat(intention(
                        ALL,
                        up("run-1", Status.CREATED),
                        deed("run-2", "DELETE", Status.DELETED),
                        up("run-3", Status.CREATED)))
                .isEqualTo(Intention.DELETE);
        assertThat(intention(ALL, up("run-1", Status.CREATED), deed("run-2", "DELETE", Status.CONFLICT)))
                .isEqualTo(Intention.DELETE);
    }

    @Test
    void takesOnlyLaterRunsBackAndLeavesWhatAnEarlierOneChangedToo() {
        RunScope since2 = new RunScope(Reach.ROLLBACK, Set.of(), Set.of(), new Part("run-2", null, null));

        assertThat(intention(since2, up("run-1", Status.CREATED))).isNull();
        assertThat(intention(since2, up("run-1", Status.CREATED), up("run-2", Status.UPDATED)))
                .isEqualTo(Intention.RESTORE);
        assertThat(intention(since2, up("run-10", Status.CREATED))).isEqualTo(Intention.DELETE);
        assertThat(intention(
                        since2, up("run-1", Status.ADOPTED), up("run-1", Status.UPDATED), up("run-2", Status.UPDATED)))
                .isEqualTo(Intention.EARLIER);
    }

    @Test
    void deletesWhatMayBeThereBecauseItsCommandHasNoOutcome() {
        assertThat(intention(ALL, up("run-1", null))).isEqualTo(Intention.DELETE);
    }

    @Test
    void looksAtNothingFromTheRollbackOn() {
        History history =
                new History(ANNA, List.of(up("run-1", Status.CREATED), deed("run-2", "DELETE", Status.DELETED)));

        assertThat(Undoing.of(history, ALL, "run-2")).isNotNull();
        assertThat(Undoing.of(history, ALL, "")).isNull();
    }

    @Test
    void keepsToTypePhaseAndKeys() {
        History history = new History(ANNA, List.of(up("run-1", Status.CREATED)));

        assertThat(Stream.of(new Part(null, 3, null), new Part(null, null, "deal"))
                        .map(part -> Undoing.of(history, new RunScope(Reach.ROLLBACK, Set.of(), Set.of(), part), "")))
                .containsOnlyNulls();
        assertThat(Undoing.of(history, new RunScope(Reach.ROLLBACK, Set.of(), Set.of("contact:1")), ""))
                .isNotNull();
        assertThat(Undoing.of(history, new RunScope(Reach.ROLLBACK, Set.of(), Set.of("contact:2")), ""))
                .isNull();
    }

    private static @Nullable Intention intention(RunScope scope, Deed... deeds) {
        Undoing.Item item = Undoing.of(new History(ANNA, List.of(deeds)), scope, "");
        return item == null ? null : item.intention();
    }

    private static Deed up(String run, @Nullable Status status) {
        return deed(run, "UPSERT", status);
    }

    private static Deed deed(String run, String action, @Nullable Status status) {
        return new Deed(run, 2, action, status, status == Status.CREATED ? "17" : null, 5, false);
    }

    private static Deed filled(String run) {
        return new Deed(run, 2, "UPSERT", Status.ADOPTED, "17", 5, true);
    }
}
