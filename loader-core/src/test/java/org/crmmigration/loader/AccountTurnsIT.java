package org.crmmigration.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.crmmigration.loader.engine.LaneState;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two migrations on one account, which several loaders serve: one works, the other waits and says for whom. */
class AccountTurnsIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PEOPLE = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final String destination = LoaderBench.freshDestination();
    private final FakeCrm crm = new FakeCrm();
    private final List<LoaderBench> migrations =
            List.of(LoaderBench.open(destination), LoaderBench.open(destination), LoaderBench.open(destination));

    @BeforeEach
    void define() {
        Path account = crm.accountFile(directory);
        for (LoaderBench migration : migrations) {
            migration.state(State.RUNNING);
            migration.define(account);
            migration.phase("run-1", 2, LoaderBench.people("run-1", 2, PEOPLE, "Ann"));
            migration.approve("run-1", 2);
        }
    }

    @AfterEach
    void close() {
        migrations.forEach(LoaderBench::close);
        crm.close();
    }

    @Test
    void letsOneMigrationAfterTheOtherUseAnAccount() {
        try (Loaders first = loaders("1");
                Loaders second = loaders("2")) {
            List<LoaderBench> waiting = new ArrayList<>(migrations);
            while (!waiting.isEmpty()) {
                // When
                await().atMost(SOON).until(() -> waiting.stream().anyMatch(AccountTurnsIT::done));
                LoaderBench holder = waiting.stream()
                        .filter(AccountTurnsIT::done)
                        .findFirst()
                        .orElseThrow();
                waiting.remove(holder);
                // Then
                assertThat(holder.outcomes())
                        .extracting(outcome -> outcome.status())
                        .containsOnly(Status.CREATED);
                for (LoaderBench other : waiting) {
                    awaitWaiting(other, holder, first, second);
                }
                holder.state(State.VERIFIED);
            }
        }
    }

    @Test
    void keepsAnAccountForAMigrationWhoseLoaderIsGone() {
        // Given
        LoaderBench holder;
        try (Loaders first = loaders("1")) {
            await().atMost(SOON).until(() -> migrations.stream().anyMatch(AccountTurnsIT::begun));
            holder = migrations.stream()
                    .filter(AccountTurnsIT::begun)
                    .findFirst()
                    .orElseThrow();
            assertThat(first.lanes()).hasSize(3);
        }
        // When
        try (Loaders second = loaders("2")) {
            await().atMost(SOON).until(() -> done(holder));
            // Then
            migrations.stream()
                    .filter(migration -> migration != holder)
                    .forEach(other -> awaitWaiting(other, holder, second));
            holder.state(State.PAUSED);
            await().atMost(SOON)
                    .until(() ->
                            migrations.stream().filter(AccountTurnsIT::done).count() == 2);
        }
    }

    private static void awaitWaiting(LoaderBench other, LoaderBench holder, Loaders... loaders) {
        await().atMost(SOON)
                .until(() -> lane(other, loaders)
                        .filter(lane -> lane.reason() == LaneReason.ACCOUNT_BUSY)
                        .filter(lane -> lane.explanation().contains(holder.migration()))
                        .isPresent());
        assertThat(other.outcomes()).isEmpty();
    }

    private static boolean begun(LoaderBench migration) {
        return !migration.outcomes().isEmpty();
    }

    private static boolean done(LoaderBench migration) {
        return migration.outcomes().size() == PEOPLE;
    }

    private static Optional<LaneState> lane(LoaderBench migration, Loaders... loaders) {
        return Stream.of(loaders)
                .flatMap(one -> one.lane(migration.migration()).stream())
                .findFirst();
    }

    private Loaders loaders(String instance) {
        return LoaderBench.loaders(
                destination + instance, directory.resolve("loader-" + instance), new FakeVendor(destination, 500));
    }
}
