package org.crmmigration.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PapersTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void takesADirectoryThatCanBeMadeAndMakesNothing() {
        assertThatCode(() -> Papers.mustBeWritable(directory.resolve("a/b"))).doesNotThrowAnyException();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesADirectoryBelowAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> Papers.mustBeWritable(file.resolve("out")))
                .isInstanceOfSatisfying(
                        Stop.class, stop -> assertThat(stop.code()).isEqualTo(ExitCode.MACHINE))
                .hasMessage("The documents cannot be written to " + file.resolve("out")
                        + "; say where they can with --out DIR.");
        assertThatThrownBy(() -> Papers.mustBeWritable(file)).isInstanceOf(Stop.class);
    }
}
