package org.crmmigration.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.crmmigration.messaging.registry.CompatibilityLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityCheckTest {
    private static final Schema NAME = parcel("{\"name\":\"name\",\"type\":\"string\"}");
    private static final Schema NAME_AND_OPTIONAL_SIZE =
            parcel("{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"size\",\"type\":\"int\",\"default\":0}");
    private static final Schema NAME_AND_SIZE =
            parcel("{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"size\",\"type\":\"int\"}");

    /** A field without default came: old data cannot be read, but old readers skip the new field. */
    @ParameterizedTest
    @CsvSource({
        "NONE, true",
        "BACKWARD, false",
        "BACKWARD_TRANSITIVE, false",
        "FORWARD, true",
        "FORWARD_TRANSITIVE, true",
        "FULL, false",
        "FULL_TRANSITIVE, false",
    })
    void judgesANewFieldWithoutDefault(CompatibilityLevel level, boolean compatible) {
        assertThat(CompatibilityCheck.complaints(NAME_AND_SIZE, List.of(NAME), level)
                        .isEmpty())
                .isEqualTo(compatible);
    }

    /** A field without default went: the mirror image. */
    @ParameterizedTest
    @CsvSource({
        "NONE, true",
        "BACKWARD, true",
        "BACKWARD_TRANSITIVE, true",
        "FORWARD, false",
        "FORWARD_TRANSITIVE, false",
        "FULL, false",
        "FULL_TRANSITIVE, false",
    })
    void judgesALostFieldWithoutDefault(CompatibilityLevel level, boolean compatible) {
        assertThat(CompatibilityCheck.complaints(NAME, List.of(NAME_AND_SIZE), level)
                        .isEmpty())
                .isEqualTo(compatible);
    }

    /** The latest version would allow it, the first does not. */
    @ParameterizedTest
    @CsvSource({
        "BACKWARD, true",
        "BACKWARD_TRANSITIVE, false",
        "FULL, true",
        "FULL_TRANSITIVE, false",
    })
    void looksAtEveryVersionOnlyWhenTransitive(CompatibilityLevel level, boolean compatible) {
        // Given
        List<Schema> versions = List.of(NAME, NAME_AND_OPTIONAL_SIZE);
        // Then
        assertThat(CompatibilityCheck.complaints(NAME_AND_SIZE, versions, level).isEmpty())
                .isEqualTo(compatible);
    }

    @Test
    void namesWhatIsWrongAndWhere() {
        // When
        List<String> complaints =
                CompatibilityCheck.complaints(NAME_AND_SIZE, List.of(NAME), CompatibilityLevel.BACKWARD);
        // Then
        assertThat(complaints).singleElement().asString().contains("READER_FIELD_MISSING_DEFAULT_VALUE", "size");
    }

    @Test
    void acceptsAnythingAsTheFirstVersion() {
        assertThat(CompatibilityCheck.complaints(NAME, List.of(), CompatibilityLevel.FULL_TRANSITIVE))
                .isEmpty();
    }

    private static Schema parcel(String fields) {
        return new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"Parcel\",\"fields\":[" + fields + "]}");
    }
}
