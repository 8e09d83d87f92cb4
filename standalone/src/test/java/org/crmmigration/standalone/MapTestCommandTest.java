package org.crmmigration.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
    void sharesRecordsBetweenPairs() throws IOException {
        // Given
        pair("pairs/first");
        pair("elsewhere/second");
        String parked = "choices:\n  owners.unmatched: park\n";
        for (String variant : List.of("pairs/first+parked", "pairs/second+parked")) {
            Files.writeString(
                    Files.createDirectories(directory.resolve(variant)).resolve("mapping.yaml"), parked);
        }
        String pairs = directory.resolve("pairs").toString();
        String elsewhere = directory.resolve("elsewhere").toString();

        // When
        int alone = run(pairs, "--write");
        int together = run(pairs, "--records", elsewhere, "--write");
        int compared = run(pairs, "--records", elsewhere);

        // Then
        assertThat(alone).isEqualTo(ExitCode.BAD_INPUT.status());
        assertThat(together).isZero();
        assertThat(compared).isZero();
        assertThat(said.toString())
                .contains(
                        "second+parked has no before.json, and there is none of second to share",
                        "wrote  first+parked/after.json",
                        "ok     second+parked");
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
        Path folder = Files.createDirectories(directory.resolve(name));
        Files.writeString(folder.resolve("before.json"), """
                [{"kind": "contact", "key": "contact:1", "fields": {"email": "a@mail.invalid", "full_name": "Ann"}}]
                """);
    }

    private int mapTest(String... more) {
        return run(directory.toString(), more);
    }

    private int run(String folder, String... more) {
        CommandLine line = Migrate.commandLine();
        line.setErr(new PrintWriter(said, true));
        line.setOut(new PrintWriter(said, true));
        return line.execute(
                Stream.concat(Stream.of("map", "test", folder), Stream.of(more)).toArray(String[]::new));
    }
}
