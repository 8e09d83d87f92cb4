package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exactly-once effect (P2): the whole process is killed at random instants while the CRM drops answers after commit,
 * fails before and after commit, and throttles; in the end every object is there once.
 * {@code -Dkills=N} and {@code -Dseed=N} make it longer or another one.
 */
class KilledAndDisturbedIT {

    private static final int KILLS = Integer.getInteger("kills", 3);
    private static final long SEED = Long.getLong("seed", 20260101L);

    private final SyntheticExport export = new SyntheticExport(400, 300, 20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void leavesNeitherDuplicateNorGap() {
        try (Account account = Account.open(directory)) {
            // Given
            Workplace place = new Workplace(directory);
            export.writeTo(place.export());
            disturb(account);
            Random random = new Random(SEED);

            // When
            int kills = 0;
            while (kills < KILLS) {
                MigrateProcess process = place.run("pipedrive", account.file());
                boolean ended = process.endsWithin(Duration.ofMillis(4000 + random.nextInt(7000)));
                if (ended) {
                    break;
                }
                process.kill();
                kills++;
            }
            MigrateProcess last = place.run("pipedrive", account.file());
            int status = last.await();

            // Then
            assertThat(status).as(last.output()).isZero();
            Landed.wholly(account, export);
            assertThat(account.sandbox().violations()).isEmpty();
        }
    }

    private static void disturb(Account account) {
        account.sandbox().faults().add(FaultRule.sometimes("POST *", 0.02, new Fault.DropAfterCommit()));
        account.sandbox().faults().add(FaultRule.sometimes("*", 0.01, new Fault.ErrorBeforeEffect(503)));
        account.sandbox().faults().add(FaultRule.sometimes("POST *", 0.01, new Fault.ErrorAfterCommit(500)));
        account.sandbox().faults().add(FaultRule.sometimes("*", 0.01, new Fault.ResetBeforeEffect()));
        account.sandbox().faults().add(FaultRule.sometimes("*", 0.01, new Fault.RateLimitStorm()));
    }
}
