package org.crmmigration.mapping.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.crmmigration.mapping.rule.Mapping.FieldType;
import org.crmmigration.mapping.rule.Mapping.Holds;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;

class FieldUseTest {

    private static final FieldType VARCHAR = new FieldType("varchar", Holds.TEXT, 255, 4, 0, ";", "text");
    private static final FieldType DOUBLE = new FieldType("double", Holds.NUMBER, 14, 4, 0, ";", "varchar");
    private static final FieldType DATE = new FieldType("date", Holds.DAY, 0, 4, 0, ";", "varchar");
    private static final FieldType ENUM = new FieldType("enum", Holds.OPTION, 255, 4, 3, ";", "varchar");

    private static final FieldType SET = new FieldType("set", Holds.OPTIONS, 255, 4, 3, ";", "text");
    private static final FieldType WHATEVER = new FieldType("any", Holds.OPTIONS, 255, 4, 3, "", "text");

    @Test
    void countsDifferentValuesUpToABound() {
        // Given
        FieldUse different = new FieldUse(false, List.of(), 0);
        FieldUse alike = new FieldUse(false, List.of(), 0);

        // When
        for (int i = 0; i < FieldUse.MOST_DISTINCT + 50; i++) {
            different.see(new Value.Whole(i));
            alike.see(new Value.Whole(i % 300));
        }

        // Then
        assertThat(different.distinct()).isEqualTo(FieldUse.MOST_DISTINCT);
        assertThat(different.differs()).isTrue();
        assertThat(alike.distinct()).isEqualTo(300);
        assertThat(alike.differs()).isFalse();
        assertThat(new FieldUse(false, List.of(), 0).differs()).isFalse();
    }

    @Test
    void noticesTextThatIsTooLong() {
        // Given
        FieldUse use = new FieldUse(false, List.of(), 0);

        // When
        use.see(new Value.Text("x".repeat(256)));

        // Then
        assertThat(use.fits(VARCHAR)).isFalse();
        assertThat(new FieldUse(false, List.of(), 256).fits(VARCHAR)).isFalse();
        assertThat(new FieldUse(false, List.of(), 255).fits(VARCHAR)).isTrue();
    }

    @Test
    void noticesWhatIsNoNumberOrTooManyDigits() {
        // Given
        FieldUse numbers = new FieldUse(false, List.of(), 0);
        numbers.see(new Value.Whole(-12345678901234L));
        numbers.see(new Value.Decimal(new BigDecimal("1.25")));
        FieldUse mixed = new FieldUse(false, List.of(), 0);
        mixed.see(new Value.Whole(1));

        // When
        mixed.see(new Value.Text("one"));

        // Then
        assertThat(numbers.fits(DOUBLE)).isTrue();
        assertThat(numbers.fits(DATE)).isFalse();
        assertThat(mixed.fits(DOUBLE)).isFalse();
    }

    @Test
    void noticesMoreDigitsAfterThePointThanATypeHolds() {
        // Given
        FieldUse use = new FieldUse(false, List.of(), 0);
        use.see(new Value.Decimal(new BigDecimal("0.12340")));
        use.see(new Value.Money(new BigDecimal("1500.00"), "USD"));
        assertThat(use.fits(DOUBLE)).isTrue();

        // When
        use.see(new Value.Decimal(new BigDecimal("0.12345")));

        // Then
        assertThat(use.fits(DOUBLE)).isFalse();
    }

    @Test
    void noticesAnOptionWithACharacterThatStandsBetweenOptions() {
        // Given
        FieldUse use = new FieldUse(true, List.of("Red"), 0);
        assertThat(use.fits(ENUM)).isTrue();

        // When
        use.see(new Value.Texts(List.of("Red; dark")));

        // Then
        assertThat(use.fits(SET)).isFalse();
        assertThat(use.fits(WHATEVER)).isTrue();
    }

    @Test
    void takesAClearedFieldForUsedAndForFitting() {
        // Given
        FieldUse use = new FieldUse(false, List.of(), 0);

        // When
        use.see(Value.NOTHING);

        // Then
        assertThat(use.used()).isTrue();
        assertThat(use.fits(DATE)).isTrue();
    }

    @Test
    void keepsDeclaredOptionsFirstAndOneSpellingOfEach() {
        // Given
        FieldUse use = new FieldUse(true, List.of("Red", "Blue"), 0);

        // When
        use.see(new Value.Text("red"));
        use.see(new Value.Text("azure"));

        // Then
        assertThat(use.options()).containsExactly("Red", "Blue", "azure");
        assertThat(use.spelled("RED")).isEqualTo("Red");
        assertThat(use.fits(ENUM)).isTrue();
        use.see(new Value.Day(LocalDate.EPOCH));
        assertThat(use.fits(ENUM)).as("a fourth option").isFalse();
    }
}
