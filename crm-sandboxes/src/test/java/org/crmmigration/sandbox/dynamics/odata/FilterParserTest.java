package org.crmmigration.sandbox.dynamics.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.crmmigration.sandbox.dynamics.odata.Expression.Comparison;
import org.crmmigration.sandbox.dynamics.odata.Expression.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {

    private static Comparison number(String name, int value) {
        return new Comparison(name, Operator.EQ, new Literal(Literal.Kind.NUMBER, Integer.toString(value)));
    }

    @Test
    void bindsAndTighterThanOr() {
        // When
        Expression parsed = FilterParser.parse("a eq 1 or b eq 2 and c eq 3", Map.of());

        // Then
        assertThat(parsed)
                .isEqualTo(new Expression.Or(number("a", 1), new Expression.And(number("b", 2), number("c", 3))));
    }

    @Test
    void readsDoubledQuotes() {
        // When
        Expression parsed = FilterParser.parse("name eq 'O''Hara (x), y'", Map.of());

        // Then
        assertThat(parsed)
                .isEqualTo(new Comparison("name", Operator.EQ, new Literal(Literal.Kind.TEXT, "O'Hara (x), y")));
    }

    @Test
    void putsAliasesInPlace() {
        // When
        Expression parsed = FilterParser.parse("a eq @p", Map.of("@p", "1"));

        // Then
        assertThat(parsed).isEqualTo(number("a", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a eq", "a eq 1 b", "(a eq 1", "a xx 1", "a eq 'x", "a eq @p", "f(a)"})
    void refusesWhatItCannotRead(String text) {
        assertThatThrownBy(() -> FilterParser.parse(text, Map.of())).isInstanceOf(ODataSyntax.class);
    }
}
