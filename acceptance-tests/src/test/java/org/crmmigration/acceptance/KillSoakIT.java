package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exactly-once effect (P2) for every strategy: loader and broker, each a process, are killed at random instants under load
 * against a CRM that is disturbed on purpose. {@code -Dsoak.kills=N} and {@code -Dseed=N} make it longer or another one;
 * the figures are in {@code target/kill-soak.txt}.
 */
class KillSoakIT {

    private static final int KILLS = Integer.getInteger("soak.kills", 6);
    private static final long SEED = Long.getLong("seed", 20260201L);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void leavesNeitherDuplicateNorGapWithAnyStrategy() throws IOException {
        try (KillSoak soak = new KillSoak(directory, SEED)) {
            // Given
            soak.disturb();

            // When
            soak.kill(KILLS);
            soak.finish();

            // Then
            String figures = soak.figures();
            Files.writeString(Path.of("target", "kill-soak.txt"), figures);
            assertThat(soak.kills()).isGreaterThanOrEqualTo(KILLS);
            assertThat(soak.clean()).as(figures).isTrue();
        }
    }
}
