package org.crmmigration.messaging.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.value.ObjectKey;
import org.junit.jupiter.api.Test;

class PhaseChecksumTest {

    @Test
    void ignoresOrderAndNoticesContent() {
        // Given
        PhaseChecksum one = of("a", "b");
        PhaseChecksum two = of("b", "a");
        PhaseChecksum other = of("a", "c");

        // When
        String text = one.text();

        // Then
        assertThat(text).isEqualTo(two.text()).isNotEqualTo(other.text());
    }

    @Test
    void goesOnFromItsText() {
        // Given
        PhaseChecksum first = of("a");

        // When
        PhaseChecksum second = new PhaseChecksum(first.count(), first.text());
        second.add(command("b"));

        // Then
        assertThat(second.text()).isEqualTo(of("a", "b").text());
        assertThat(second.count()).isEqualTo(2);
    }

    private static PhaseChecksum of(String... ids) {
        PhaseChecksum sum = new PhaseChecksum();
        for (String id : ids) {
            sum.add(command(id));
        }
        return sum;
    }

    private static CommandMessage.ObjectCommand command(String id) {
        return new CommandMessage.ObjectCommand(
                "run-1",
                1,
                CommandMessage.Action.UPSERT,
                new ObjectKey("person", "contact:" + id),
                "hash-" + id,
                Map.of(),
                List.of());
    }
}
