package org.crmmigration.ingest.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CatalogueTest {

    private final Catalogue catalogue = new Catalogue(List.of("Red, white and blue", "Red", "Pen; paper", "Blue"));

    @Test
    void readsTheLongestKnownNames() {
        assertThat(catalogue.split("Blue, red, White and blue,Red", ','))
                .containsExactly("Blue", "Red, white and blue", "Red");
    }

    @Test
    void takesTheSeparatorWithWhichTheMostNamesAreKnown() {
        assertThat(catalogue.split("Blue,Pen; paper", ';')).containsExactly("Blue", "Pen; paper");
    }

    @Test
    void keepsUnknownNamesAsTheyStand() {
        assertThat(catalogue.split("Blue, Green", ',')).containsExactly("Blue", "Green");
        assertThat(catalogue.has("Green")).isFalse();
        assertThat(catalogue.has("BLUE")).isTrue();
    }

    @Test
    void knowsNothingWhenEmpty() {
        assertThat(Catalogue.EMPTY.split("a; b", ';')).containsExactly("a", "b");
        assertThat(Catalogue.EMPTY.has("whatever")).isTrue();
        assertThat(Catalogue.EMPTY.doubtful("a, b")).isTrue();
    }
}
