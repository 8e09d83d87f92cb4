package org.crmmigration.messaging.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 30, 400})
    void isTheMapThatALinkedOneIs(int names) {
        // Given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(names);
        Map<String, Value> expected = new LinkedHashMap<>();
        Fields fields = new Fields(3);

        // When
        for (int i = 0; i < names * 3; i++) {
            String name = "name" + random.nextInt(names);
            Value value = new Value.Whole(i);
            switch (random.nextInt(3)) {
                case 0 -> {
                    expected.put(name, value);
                    fields.set(name, value);
                }
                case 1 -> {
                    expected.putIfAbsent(name, value);
                    fields.setIfAbsent(name, value);
                }
                default -> {
                    expected.computeIfPresent(name, (_, _) -> value);
                    fields.replace(name, _ -> value);
                }
            }
        }

        // Then
        assertThat(fields).isEqualTo(expected).hasSameHashCodeAs(expected).hasToString(expected.toString());
        assertThat(new ArrayList<>(fields.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        expected.forEach((name, value) -> assertThat(fields.get(name)).isEqualTo(value));
        assertThat(fields.get("other")).isNull();
        assertThat(fields.containsKey("name" + names)).isFalse();
        assertThat(fields.containsKey(fields.name(0))).isTrue();
    }

    @Test
    void asksForAValueOnceItIsWanted() {
        // Given
        List<Integer> asked = new ArrayList<>();
        Fields fields = new Fields(2, place -> {
            asked.add(place);
            return new Value.Whole(place);
        });
        fields.add("a");
        fields.add("b");

        // When
        Value first = fields.get("b");

        // Then
        assertThat(fields.get("b")).isSameAs(first).isEqualTo(new Value.Whole(1));
        assertThat(fields).containsKey("a").doesNotContainKey("c");
        assertThat(fields.add("a")).isFalse();
        assertThat(asked).containsExactly(1);
    }

    @Test
    void isNotChangedAsOtherMapsAre() {
        // Given
        Fields fields = new Fields(1);
        fields.set("a", Value.NOTHING);

        // Then
        assertThatThrownBy(() -> fields.put("b", Value.NOTHING)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> fields.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }
}
