package org.crmmigration.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadTest {

    @TempDir
    Path directory;

    @Test
    void namesWhatIsHereInPart() throws IOException {
        // Given
        new Upload(directory, "half.csv").take(bytes("ID,Em"), 0);
        Upload whole = new Upload(directory, "whole.csv");
        whole.take(bytes("ID,Email"), 0);
        whole.complete();

        // When / Then
        assertThat(Upload.unfinished(directory)).containsExactly("half.csv");
    }

    @Test
    void keepsNothingOfAPieceThatLeavesAGap() throws IOException {
        assertThatThrownBy(() -> new Upload(directory, "a.csv").take(bytes("il"), 6))
                .isInstanceOf(Upload.Gap.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void takesAFileBack() throws IOException {
        // Given
        Upload upload = new Upload(directory, "a.csv");
        upload.take(bytes("ID"), 0);
        upload.complete();
        upload.take(bytes("ID,Em"), 0);

        // When
        upload.remove();

        // Then
        assertThat(directory).isEmptyDirectory();
        assertThat(upload.standing()).isEqualTo(new Upload.Standing(0, false));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
