package org.crmmigration.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnIdsTest {

    @Test
    void givesAnObjectTheSameIdForever() {
        // When
        String id = OwnIds.of("contact", "acme:contact:contact:4711");

        // Then
        assertThat(UUID.fromString(id).version()).isEqualTo(5);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        assertThat(id).isEqualTo(EXPECTED);
    }

    @Test
    void tellsTablesAndObjectsApart() {
        // When
        String contact = OwnIds.of("contact", "acme:contact:contact:4711");

        // Then
        assertThat(contact)
                .isNotEqualTo(OwnIds.of("account", "acme:contact:contact:4711"))
                .isNotEqualTo(OwnIds.of("contact", "acme:contact:contact:4712"));
    }

    /** Must never change: rows of running migrations carry ids made like this. */
    private static final String EXPECTED = "93cd5975-ed0a-5150-834a-7194d27fdf5c";
}
