package org.crmmigration.mapping.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.crmmigration.messaging.value.ObjectKey;
import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void keepsEveryKeyOfTheTypesThatAreReferredToAndNoOther() {
        // Given
        Keys keys = new Keys(Set.of("person", "organization"));

        // When
        for (int i = 0; i < 100_000; i++) {
            keys.add(new ObjectKey("person", "contact:" + i));
            keys.add(new ObjectKey("note", "note:" + i));
        }

        // Then
        for (int i = 0; i < 100_000; i++) {
            assertThat(keys.contains(new ObjectKey("person", "contact:" + i))).isTrue();
            assertThat(keys.contains(new ObjectKey("organization", "contact:" + i)))
                    .isFalse();
            assertThat(keys.contains(new ObjectKey("note", "note:" + i))).isFalse();
        }
    }
}
