package org.crmmigration.ingest.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecentTest {

    private final List<String> asked = new ArrayList<>();
    private final Recent<Integer> recent = new Recent<>(text -> {
        asked.add(text);
        return text.length();
    });

    @Test
    void remembersUntilItIsToForget() {
        // Given
        recent.of("Acme");
        recent.of("Acme");
        assertThat(asked).hasSize(1);

        // When
        Recent.forget();

        // Then
        assertThat(recent.of("Acme")).isEqualTo(4);
        assertThat(asked).hasSize(2);
    }
}
