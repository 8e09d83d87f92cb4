package org.crmmigration.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Today's classes read everything that was ever released: BACKWARD_TRANSITIVE. */
class SchemaCompatibilityTest {

    private final Map<String, Schema> current =
            ReleasedSchemas.current().stream().collect(Collectors.toMap(Schema::getName, Function.identity()));

    static Iterable<Path> released() throws IOException {
        return ReleasedSchemas.files();
    }

    @ParameterizedTest
    @MethodSource("released")
    void readsWhatWasReleased(Path file) throws IOException {
        // Given
        Schema writer = ReleasedSchemas.read(file);
        Schema reader = current.get(writer.getName());

        // When
        SchemaCompatibility.SchemaPairCompatibility result =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);

        // Then
        assertThat(result.getType()).as(result.getDescription()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void hasAReleaseOfEveryMessage() throws IOException {
        assertThat(ReleasedSchemas.files())
                .extracting(file -> file.getFileName().toString().replace(".avsc", ""))
                .containsAll(current.keySet());
    }

    @Test
    void noticesAFieldWithoutADefault() {
        // Given
        Schema writer = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"string\"}]}");
        Schema reader = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"x\",\"type\":\"string\"},"
                        + "{\"name\":\"y\",\"type\":\"string\"}]}");

        // When
        SchemaCompatibility.SchemaPairCompatibility result =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);

        // Then
        assertThat(result.getType()).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }
}
