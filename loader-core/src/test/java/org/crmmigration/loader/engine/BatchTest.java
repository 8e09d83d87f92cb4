package org.crmmigration.loader.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final ObjectKey PARENT = new ObjectKey("stage", "stage:1");

    private final Batch batch = new Batch();

    @Test
    void takesOneKindOnlyAndNoObjectTwice() {
        // Given
        batch.add(delivered(Action.UPSERT, PARENT, Map.of()));
        // Then
        assertThat(batch.takes(delivered(Action.UPSERT, new ObjectKey("stage", "stage:2"), Map.of())))
                .isTrue();
        assertThat(batch.takes(delivered(Action.VERIFY, new ObjectKey("stage", "stage:2"), Map.of())))
                .isFalse();
        assertThat(batch.takes(delivered(Action.UPSERT, new ObjectKey("deal", "deal:2"), Map.of())))
                .isFalse();
        assertThat(batch.takes(delivered(Action.UPSERT, PARENT, Map.of()))).isFalse();
    }

    @Test
    void doesNotTakeAChildOfWhatItHolds() {
        // Given
        batch.add(delivered(Action.UPSERT, PARENT, Map.of()));
        Map<String, Value> link = Map.of("before", new Value.Reference(PARENT));
        // Then
        assertThat(batch.takes(delivered(Action.UPSERT, new ObjectKey("stage", "stage:2"), link)))
                .isFalse();
    }

    private static Delivered delivered(Action action, ObjectKey key, Map<String, Value> fields) {
        return new Delivered(1, new ObjectCommand("run-1", 2, action, key, "h", fields, List.of()));
    }
}
