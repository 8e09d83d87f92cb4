package org.crmmigration.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.crmmigration.sandbox.Router.Match;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final Router<String> router = new Router<String>()
            .add("GET", "/deals/{id}", "one")
            .add("GET", "/deals/archived", "archived")
            .add("DELETE", "/deals/{id}/products/{product}", "detach");

    @Test
    void prefersLiteralsOverVariables() {
        assertThat(router.find("GET", "/deals/archived"))
                .isEqualTo(new Match.Found<>("GET", "/deals/archived", "archived", Map.of()));
        assertThat(router.find("GET", "/deals/7"))
                .isEqualTo(new Match.Found<>("GET", "/deals/{id}", "one", Map.of("id", "7")));
    }

    @Test
    void tellsAWrongMethodFromAnUnknownPath() {
        assertThat(router.find("GET", "/deals/7/products/8")).isEqualTo(new Match.WrongMethod<>());
        assertThat(router.find("GET", "/deals/7/notes")).isEqualTo(new Match.Unknown<>());
        assertThat(router.find("GET", "/deals/")).isInstanceOf(Match.Found.class);
    }
}
