package org.crmmigration.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UploadNamesTest {

    @TempDir
    Path directory;

    @Test
    void givesFilesOfOneNameTwoNames() throws IOException {
        // Given
        Path first = file("a/contacts.csv");
        Path second = file("b/contacts.csv");

        // When
        Map<String, Path> names = new UploadNames().of(List.of(first, second));

        // Then
        assertThat(names).containsEntry("contacts.csv", first).containsEntry("contacts-2.csv", second);
    }

    @Test
    void takesWhatIsBelowADirectoryButHiddenFiles() throws IOException {
        // Given
        file("in/deep/Köln 'neu'.csv");
        file("in/.git/config");
        file("in/.hidden.csv");
        file("in/all.csv");

        // When / Then
        assertThat(new UploadNames().of(List.of(directory.resolve("in"))))
                .containsOnlyKeys("all.csv", "deep_Köln _neu_.csv");
    }

    @Test
    void saysWhichFileIsNotThere() {
        assertThatThrownBy(() -> new UploadNames().of(List.of(directory.resolve("nowhere.csv"))))
                .isInstanceOf(Stop.class)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("nowhere.csv");
    }

    private Path file(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }
}
