package org.crmmigration.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MapTestCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final StringWriter said = new StringWriter();

    @Test
    void namesThePairWhoseMappingCannotBeUsed() throws IOException {
        // Given
        pair("first");
        pair("second");
        mapTest("--write");
        Files.writeString(
                directory.resolve("second/mapping.yaml"),
                "entities:\n  person:\n    custom:\n      note: {name: Note, type: code}\n");

        // When
        int status = mapTest();

        // Then
        assertThat(status).isEqualTo(ExitCode.MAPPING.status());
        assertThat(said.toString())
                .contains(
                        "The mapping of second cannot be used for pipedrive", "mapping.yaml:4", "'code' is not known");
    }

    @Test
    void writesWhatIsMissingAndComparesItLater() throws IOException {
        // Given
        pair("first");

        // When
        int written = mapTest("--write");
        int compared = mapTest();
        Files.writeString(directory.resolve("first/after.json"), "[]");
        int differing = mapTest();

        // Then
        assertThat(written).isZero();
        assertThat(compared).isZero();
        assertThat(differing).isEqualTo(ExitCode.MAPPING.status());
        assertThat(said.toString()).contains("wrote  first/after.json", "ok     first", "FAILED first");
    }

    @Test
    void saysWhereRecordsCannotBeRead() throws IOException {
        refused("{\"records\": []}", "one/before.json: records are a list");
        refused("[{\"kind\": \"contact\", \"key\": \"contact:1\"},\n ]", "line 2, column ", "no JSON");
        refused("[{\"kind\": \"person\", \"key\": \"contact:1\"}]", "record 1 (contact:1): kind is one of ", "contact");
        refused("[{\"kind\": \"contact\"}]", "record 1: key is missing");
        refused(
                "[{\"kind\": \"contact\", \"key\": \"contact:1\", \"field\": {}}]",
                "record 1 (contact:1): field is not known; known are change, createdAt, fields, flags, key, kind, references");
        refused(
                "[{\"kind\": \"order\", \"key\": \"order:1\", \"fields\": {\"amount\": {\"money\": \"12.5\"}}}]",
                "record 1 (order:1): fields.amount is written as {\"money\": \"12.5 USD\"}");
    }

    private void refused(String before, String... sentences) throws IOException {
        said.getBuffer().setLength(0);
        Files.createDirectories(directory.resolve("one"));
        Files.writeString(directory.resolve("one/before.json"), before);
        assertThat(mapTest("--write")).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(said.toString()).contains(sentences);
    }

    private void pair(String name) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(name));
        Files.writeString(folder.resolve("before.json"), """
                [{"kind": "contact", "key": "contact:1", "fields": {"email": "a@mail.invalid", "full_name": "Ann"}}]
                """);
    }

    private int mapTest(String... more) {
        CommandLine line = Migrate.commandLine();
        line.setErr(new PrintWriter(said, true));
        line.setOut(new PrintWriter(said, true));
        String[] words = new String[3 + more.length];
        words[0] = "map";
        words[1] = "test";
        words[2] = directory.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return line.execute(words);
    }
}
