package org.crmmigration.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReferenceTest {

    private final SecretReference references = new SecretReference(Map.of("TOKEN", "a$1b"));

    @Test
    void resolvesEnvironmentAndFiles(@TempDir Path dir) throws IOException {
        // Given
        Path file = Files.writeString(dir.resolve("secret"), "from-file\n");

        // When
        String resolved = references.resolve("${env:TOKEN}/${file:" + file + "}");

        // Then
        assertThat(resolved).isEqualTo("a$1b/from-file");
    }

    @Test
    void leavesPlainTextAlone() {
        assertThat(references.resolve("plain")).isEqualTo("plain");
    }

    @Test
    void namesWhatLeadsNowhere() {
        assertThatThrownBy(() -> references.resolve("${env:MISSING}"))
                .isInstanceOf(SecretReference.UnresolvedReference.class)
                .hasMessageContaining("${env:MISSING}");
        assertThatThrownBy(() -> references.resolve("${file:/nowhere/at/all}"))
                .isInstanceOf(SecretReference.UnresolvedReference.class)
                .hasMessageContaining("/nowhere/at/all");
    }
}
