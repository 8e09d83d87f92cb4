package org.crmmigration.sandbox.dynamics.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePathTest {

    @Test
    void splitsOutsideQuotesOnly() {
        // When
        ResourcePath path = ResourcePath.parse("/contacts(a='x/y',b=2)/jobtitle");

        // Then
        assertThat(path.size()).isEqualTo(2);
        assertThat(path.first().name()).isEqualTo("contacts");
        assertThat(path.first().keys())
                .containsEntry("a", new Literal(Literal.Kind.TEXT, "x/y"))
                .containsEntry("b", new Literal(Literal.Kind.NUMBER, "2"));
        assertThat(path.template()).isEqualTo("/contacts({key})/jobtitle");
    }

    @Test
    void readsAnIdWithoutName() {
        // Given
        String id = "11111111-1111-4111-8111-111111111111";

        // When
        ResourcePath path = ResourcePath.parse("contacts(" + id + ")");

        // Then
        assertThat(path.first().keys()).containsEntry("", new Literal(Literal.Kind.GUID, id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts(a='x)", "contacts(1", "contacts(1)x"})
    void refusesUnbalancedText(String text) {
        assertThatThrownBy(() -> ResourcePath.parse(text)).isInstanceOf(ODataSyntax.class);
    }
}
