package org.crmmigration.messaging.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private final KeyedHash hash = new KeyedHash(new byte[32]);

    @Test
    void givesTheSameHashForTheSameSecretOnly() {
        // Given
        byte[] other = new byte[32];
        other[0] = 1;

        // When
        String mine = hash.of("a@example.org");

        // Then
        assertThat(mine)
                .hasSize(32)
                .isEqualTo(new KeyedHash(new byte[32]).of("a@example.org"))
                .isNotEqualTo(new KeyedHash(other).of("a@example.org"));
    }

    @Test
    void keepsPartsApart() {
        assertThat(hash.of("ab", "c")).isNotEqualTo(hash.of("a", "bc"));
    }

    @Test
    void ignoresTheOrderOfFields() {
        // Given
        Map<String, Value> one = new LinkedHashMap<>();
        one.put("a", new Value.Text("1"));
        one.put("b", new Value.Whole(1));
        Map<String, Value> two = new LinkedHashMap<>();
        two.put("b", new Value.Whole(1));
        two.put("a", new Value.Text("1"));

        // When
        String hashed = hash.of(one);

        // Then
        assertThat(hashed).isEqualTo(hash.of(two));
    }

    @Test
    void tellsTypesAndListsApart() {
        assertThat(List.of(
                        hash.of(Map.of("a", new Value.Text("1"))),
                        hash.of(Map.of("a", new Value.Whole(1))),
                        hash.of(Map.of("a", new Value.Decimal(BigDecimal.ONE))),
                        hash.of(Map.of("a", new Value.Texts(List.of("1")))),
                        hash.of(Map.of("a", new Value.Texts(List.of("1", "")))),
                        hash.of(Map.of("a", Value.NOTHING))))
                .doesNotHaveDuplicates();
    }

    @Test
    void takesEqualAmountsForEqual() {
        assertThat(hash.of(Map.of("a", new Value.Money(new BigDecimal("10.00"), "USD"))))
                .isEqualTo(hash.of(Map.of("a", new Value.Money(new BigDecimal("10"), "USD"))));
    }

    @Test
    void refusesAShortSecret() {
        assertThatThrownBy(() -> new KeyedHash(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }
}
