package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.crmmigration.loader.http.Backoff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FloorsTest {

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isThereForWhatIsMadeAgainWhileTheLaneIsHeld() throws InterruptedException {
        // Given
        CountDownLatch asked = new CountDownLatch(1);
        LaneHold lane = hold();
        ScriptedCrm crm = new ScriptedCrm().on("floor", type -> type[0].equals("pipeline") ? "7" : "1");
        Floors floors = new Floors(crm.client());
        lane.stop("a pipeline is gone");
        Thread held = Thread.ofVirtual().start(() -> {
            asked.countDown();
            floors.of(new Calls(lane), "activity");
        });
        asked.await();
        while (held.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        // When
        String floor = floors.of(new Calls(hold()), "pipeline");

        // Then
        assertThat(floor).isEqualTo("7");
        lane.resume();
        held.join();
    }

    private static LaneHold hold() {
        return new LaneHold(Clock.systemUTC(), new Backoff(Duration.ZERO, Duration.ZERO, new Random(1)));
    }
}
