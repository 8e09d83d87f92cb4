package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.view.ObjectState;
import org.crmmigration.loader.view.ObjectState.Answer;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedriveTest {

    private static final RunScope VALIDATION = new RunScope(Reach.RETRY, Set.of("validation"), Set.of());
    private static final ObjectKey PERSON = new ObjectKey("person", "contact:1");

    private final Redrive redrive = new Redrive(Set.of("field"));

    @Test
    void drivesWhatFailedForTheCauseAskedFor() {
        // When
        Optional<Result> answer = redrive.leaves(VALIDATION, command(PERSON), failed("validation"));
        // Then
        assertThat(answer).isEmpty();
    }

    @Test
    void repeatsTheOutcomeOfOtherFailures() {
        // When
        Optional<Result> answer = redrive.leaves(VALIDATION, command(PERSON), failed("forbidden"));
        // Then
        assertThat(answer).hasValueSatisfying(result -> {
            assertThat(result.status()).isEqualTo(Status.FAILED);
            assertThat(result.cause()).isEqualTo(Cause.of("forbidden", "no"));
        });
    }

    @Test
    void drivesOnlyTheKeysAskedFor() {
        // Given
        RunScope other = new RunScope(Reach.RETRY, Set.of(), Set.of("person|contact:2"));
        RunScope mine = new RunScope(Reach.RETRY, Set.of(), Set.of("person|contact:1"));
        // When
        Optional<Result> left = redrive.leaves(other, command(PERSON), failed("validation"));
        Optional<Result> driven = redrive.leaves(mine, command(PERSON), failed("validation"));
        // Then
        assertThat(left).isPresent();
        assertThat(driven).isEmpty();
    }

    @Test
    void looksAgainForParentsWhateverTheCauseAskedFor() {
        // When
        Optional<Result> answer = redrive.leaves(VALIDATION, command(PERSON), failed("parent-parked"));
        // Then
        assertThat(answer).isEmpty();
    }

    @Test
    void leavesWhatStandsOtherwiseThanTheNewMappingSays() {
        // Given
        ObjectState state = CommandsBench.stands(PERSON, Status.CREATED, "7", "other");
        // When
        Optional<Result> answer = redrive.leaves(VALIDATION, command(PERSON), state);
        // Then
        assertThat(answer).hasValueSatisfying(result -> {
            assertThat(result.status()).isEqualTo(Status.UNCHANGED);
            assertThat(result.confirmedHash()).isEqualTo("other");
            assertThat(result.attributes()).containsEntry("outOfScope", "1");
        });
    }

    @ParameterizedTest
    @CsvSource({"'', true", "different, true", "validation, false"})
    void looksAgainAtWhatWasFoundDifferent(String cause, boolean driven) {
        // Given
        RunScope scope = new RunScope(Reach.RETRY, cause.isEmpty() ? Set.of() : Set.of(cause), Set.of());
        ObjectState state = CommandsBench.stands(PERSON, Status.DIFFERENT, "7", "hash-contact:1");
        // When
        boolean looks = Redrive.looksAgain(scope, state);
        Optional<Result> answer = redrive.leaves(scope, command(PERSON), state);
        // Then
        assertThat(looks).isTrue();
        assertThat(answer.isEmpty()).isEqualTo(driven);
        assertThat(answer.map(Result::status)).isEqualTo(driven ? Optional.empty() : Optional.of(Status.UNCHANGED));
    }

    @Test
    void looksAtNothingAgainInAWholeRun() {
        // Given
        ObjectState state = CommandsBench.stands(PERSON, Status.DIFFERENT, "7", "hash-contact:1");
        // When
        boolean looks = Redrive.looksAgain(RunScope.EVERYTHING, state);
        // Then
        assertThat(looks).isFalse();
    }

    @Test
    void parksWhatTheCorrectedMappingInvented() {
        // When
        Optional<Result> answer = redrive.leaves(VALIDATION, command(PERSON), ObjectState.unknown(PERSON));
        // Then
        assertThat(answer).hasValueSatisfying(result -> {
            assertThat(result.status()).isEqualTo(Status.PARKED);
            assertThat(result.cause())
                    .extracting(cause -> cause == null ? "" : cause.code())
                    .isEqualTo("out-of-scope");
        });
    }

    @Test
    void makesTheVocabularyACorrectedMappingNeeds() {
        // Given
        ObjectKey field = new ObjectKey("field", "field:person:size");
        // When
        Optional<Result> answer = redrive.leaves(VALIDATION, command(field), ObjectState.unknown(field));
        // Then
        assertThat(answer).isEmpty();
    }

    @Test
    void completesWhatWentWithoutARefusedField() {
        // Given
        ObjectState state = CommandsBench.stands(PERSON, Status.CREATED, "7", "hash-contact:1~1");
        // When
        Optional<Result> answer = redrive.leaves(VALIDATION, command(PERSON), state);
        // Then
        assertThat(answer).isEmpty();
    }

    @Test
    void leavesNothingAloneInAWholeRun() {
        // When
        Optional<Result> answer = redrive.leaves(RunScope.EVERYTHING, command(PERSON), failed("validation"));
        // Then
        assertThat(answer).isEmpty();
    }

    private static ObjectCommand command(ObjectKey key) {
        return CommandsBench.work(9, key, Map.of()).command();
    }

    private static ObjectState failed(@Nullable String code) {
        Cause cause = code == null ? null : Cause.of(code, "no");
        Answer last = new Answer("run-0", 2, Status.FAILED, Operation.CREATE, "h", 3, cause);
        return new ObjectState(PERSON, null, null, -1, null, null, List.of(), last, null);
    }
}
