package org.crmmigration.loader.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.AccountLimits.Daily;
import org.crmmigration.loader.port.AccountLimits.Window;
import org.crmmigration.loader.port.BudgetSignal;
import org.crmmigration.loader.port.CallCost;
import org.crmmigration.loader.port.CrmFault.Detail;
import org.crmmigration.loader.port.CrmFault.RateLimited;
import org.crmmigration.loader.port.CrmFault.RateLimited.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountBudgetTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CallCost CALL = new CallCost(5, Set.of("burst"));
    private static final CallCost SEARCH = new CallCost(20, Set.of("burst", "search"));

    private static final Duration ANSWER = Duration.ofMillis(10);

    private final VirtualTime time = new VirtualTime();
    private final List<String> granted = new ArrayList<>();

    @Test
    void keepsEveryWindowACallCountsIn() {
        // Given
        AccountBudget budget = budget(limits(10, null, 100), 0);
        // When
        ask(budget, "a", SEARCH, 5);
        ask(budget, "b", CALL, 5);
        time.pass(SECOND);
        // Then
        assertThat(granted).containsExactlyInAnyOrder("a", "a", "b", "b", "b", "b", "b");
        time.pass(SECOND.plusMillis(100));
        assertThat(granted).hasSize(9);
    }

    @Test
    void tellsHowLongTheServerHasBeenSilent() {
        // Given
        AccountBudget budget = budget(limits(10, null, 100), 0);
        AccountBudget.Permit unanswered = budget.acquire("a", CALL);
        time.pass(Duration.ofSeconds(30));
        unanswered.close();
        // When
        AccountBudget.Permit answered = budget.acquire("a", CALL);
        time.pass(Duration.ofSeconds(5));
        Duration silent = budget.figures().silence();
        budget.heard(CALL, BudgetSignal.NONE);
        answered.close();
        time.pass(Duration.ofMinutes(5));
        // Then
        assertThat(silent).isEqualTo(Duration.ofSeconds(35));
        assertThat(budget.figures().silence()).isZero();
    }

    @Test
    void letsLanesTakeTurns() {
        // Given
        AccountBudget budget = budget(limits(4, null, 100), 0);
        ask(budget, "first", CALL, 4);
        // When
        ask(budget, "busy", CALL, 100);
        ask(budget, "small", CALL, 2);
        time.pass(Duration.ofMillis(2_100));
        // Then
        assertThat(granted.subList(4, 8)).containsExactlyInAnyOrder("busy", "busy", "small", "small");
    }

    @Test
    void saysUntilWhenALongWindowIsUsedUp() {
        // Given
        Window window = new Window("five minutes", 10, Duration.ofMinutes(5));
        AccountBudget budget = budget(new AccountLimits(List.of(window), null, 100), 0);
        CallCost call = new CallCost(1, Set.of("five minutes"));
        // When
        ask(budget, "a", call, 10);
        time.pass(SECOND);
        // Then
        assertThat(budget.figures().hold()).isNull();
        ask(budget, "a", call, 1);
        assertThat(budget.figures().hold()).isNotNull().satisfies(hold -> {
            assertThat(hold.why()).isEqualTo(Scope.WINDOW);
            assertThat(hold.until())
                    .isAfter(time.clock().instant().plus(Duration.ofMinutes(4)))
                    .isBefore(time.clock().instant().plus(Duration.ofMinutes(6)));
        });
        time.pass(Duration.ofMinutes(6));
        assertThat(granted).hasSize(11);
        assertThat(budget.figures().hold()).isNull();
    }

    @Test
    void keepsTheReserveFree() {
        // Given
        AccountBudget budget = budget(limits(10, new Daily(100, ZoneOffset.UTC), 100), 0.3);
        // When
        ask(budget, "a", CALL, 40);
        time.pass(SECOND);
        int inOneWindow = granted.size();
        time.pass(Duration.ofHours(1));
        // Then
        assertThat(inOneWindow).isEqualTo(7);
        assertThat(granted).hasSize(14);
        assertThat(budget.figures().limit()).isEqualTo(70);
    }

    @Test
    void waitsForMidnightWhenTheDayIsUsedUp() {
        // Given
        AccountBudget budget = budget(limits(10, new Daily(20, ZoneOffset.ofHours(2)), 100), 0);
        // When
        ask(budget, "a", CALL, 6);
        time.pass(Duration.ofHours(13));
        // Then
        assertThat(granted).hasSize(4);
        assertThat(budget.figures().hold()).isNotNull().satisfies(hold -> {
            assertThat(hold.why()).isEqualTo(Scope.DAY);
            assertThat(hold.until()).isEqualTo("2026-01-05T22:00:00Z");
        });
        time.pass(Duration.ofHours(1));
        assertThat(granted).hasSize(6);
    }

    @Test
    void believesTheServerAboutTheDay() {
        // Given
        AccountBudget budget = budget(limits(10, new Daily(1_000, ZoneOffset.UTC), 100), 0);
        ask(budget, "a", CALL, 1);
        // When
        budget.heard(CALL, new BudgetSignal(null, null, null, 500.0, 7.0));
        ask(budget, "a", CALL, 3);
        time.pass(Duration.ofSeconds(10));
        // Then
        assertThat(granted).hasSize(2);
        assertThat(budget.figures().limit()).isEqualTo(500);
    }

    @Test
    void adaptsToTheWindowTheServerNames() {
        // Given
        AccountBudget budget = budget(limits(10, null, 100), 0);
        // When
        budget.heard(CALL, new BudgetSignal(3, null, null, null, null));
        ask(budget, "a", CALL, 20);
        // Then
        assertThat(granted).hasSize(3);
    }

    @Test
    void stopsWhenOthersHaveUsedTheWindow() {
        // Given
        AccountBudget budget = budget(limits(10, null, 100), 0);
        ask(budget, "a", CALL, 2);
        // When
        budget.heard(CALL, new BudgetSignal(10, 0, Duration.ofSeconds(3), null, null));
        ask(budget, "a", CALL, 2);
        time.pass(Duration.ofMillis(2_900));
        // Then
        assertThat(granted).hasSize(2);
        time.pass(Duration.ofMillis(200));
        assertThat(granted).hasSize(4);
    }

    @Test
    void holdsTheWholeAccountAsLongAsTheServerSays() {
        // Given
        AccountBudget budget = budget(limits(10, null, 100), 0);
        // When
        budget.refused(refusal(Scope.WINDOW, Duration.ofSeconds(30)));
        ask(budget, "a", CALL, 1);
        ask(budget, "b", CALL, 1);
        time.pass(Duration.ofSeconds(29));
        // Then
        assertThat(granted).isEmpty();
        time.pass(Duration.ofSeconds(2));
        assertThat(granted).hasSize(2);
        assertThat(budget.figures().throttled()).isEqualTo(1);
    }

    @Test
    void holdsLongerEachTimeTheAccountIsBlocked() {
        // Given
        AccountBudget budget = budget(limits(10, null, 100), 0);
        // When
        budget.refused(refusal(Scope.BLOCKED, null));
        time.pass(Duration.ofMinutes(5));
        budget.refused(refusal(Scope.BLOCKED, null));
        ask(budget, "a", CALL, 1);
        time.pass(Duration.ofMinutes(9));
        // Then
        assertThat(granted).isEmpty();
        time.pass(Duration.ofMinutes(1));
        assertThat(granted).hasSize(1);
    }

    @Test
    void limitsCallsAtOnce() {
        // Given
        AccountBudget budget = budget(limits(10, null, 2), 0);
        // When
        ask(budget, "a", CALL, 3);
        // Then
        assertThat(granted).hasSize(2);
        time.pass(ANSWER);
        assertThat(granted).hasSize(3);
    }

    @Test
    void sendsFewerAtOnceWhenTheServerRecommendsSo() {
        // Given
        AccountBudget budget = budget(limits(100, null, 8), 0);
        // When
        budget.heard(CALL, new BudgetSignal(null, null, null, null, null, 3, null));
        ask(budget, "a", CALL, 20);
        // Then
        assertThat(granted).hasSize(3);
    }

    @Test
    void keepsTheServersTimeFree() {
        // Given
        Duration window = Duration.ofSeconds(10);
        AccountLimits limits =
                new AccountLimits(List.of(), null, 1, new AccountLimits.ServerTime(Duration.ofMillis(105), window));
        AccountBudget budget = budget(limits, 0);
        // When
        ask(budget, "a", new CallCost(1, Set.of()), 30);
        time.pass(Duration.ofSeconds(9));
        // Then
        assertThat(granted).hasSize(10);
        time.pass(Duration.ofSeconds(2));
        assertThat(granted).hasSize(20);
    }

    @Test
    void countsALateCallFromItsAnswer() {
        // Given
        AccountBudget budget = budget(limits(1, null, 100), 0);
        Turns.Waiting quick = budget.request("a", CALL);
        time.pass(ANSWER);
        budget.permit(quick).close();
        time.pass(Duration.ofSeconds(3));
        Turns.Waiting slow = budget.request("a", CALL);
        time.pass(Duration.ofMillis(800));
        budget.permit(slow).close();
        // When
        ask(budget, "b", CALL, 1);
        time.pass(Duration.ofSeconds(2));
        // Then
        assertThat(granted).isEmpty();
        time.pass(Duration.ofMillis(100));
        assertThat(granted).containsExactly("b");
    }

    @Test
    void remembersOverARestartWhatWasUsed(@TempDir Path directory) {
        // Given
        AccountLimits limits = limits(10, new Daily(100, ZoneOffset.UTC), 100);
        BudgetFile file = new BudgetFile(directory.resolve("budget.properties"));
        AccountBudget before = new AccountBudget(limits, 0, time.clock(), time, file);
        ask(before, "a", CALL, 10);
        time.pass(ANSWER);
        // When
        AccountBudget after = new AccountBudget(limits, 0, time.clock(), time, file);
        ask(after, "b", CALL, 20);
        // Then
        assertThat(granted).doesNotContain("b");
        time.pass(Duration.ofMinutes(1));
        assertThat(granted).hasSize(20);
        assertThat(after.figures().used()).isEqualTo(100);
    }

    private AccountBudget budget(AccountLimits limits, double reserve) {
        return new AccountBudget(limits, reserve, time.clock(), time, BudgetMemory.NONE);
    }

    private static AccountLimits limits(int calls, @Nullable Daily daily, int concurrency) {
        Duration window = Duration.ofSeconds(2);
        return new AccountLimits(
                List.of(new Window("burst", calls, window), new Window("search", 2, window)), daily, concurrency);
    }

    private void ask(AccountBudget budget, String lane, CallCost cost, int times) {
        for (int i = 0; i < times; i++) {
            Turns.Waiting waiting = budget.request(lane, cost);
            var _ = waiting.granted().thenRun(() -> {
                granted.add(lane);
                AccountBudget.Permit permit = budget.permit(waiting);
                time.after(ANSWER, permit::close);
            });
        }
    }

    private static RateLimited refusal(Scope scope, @Nullable Duration after) {
        return new RateLimited(Detail.of("rate", "rate"), scope, after);
    }
}
