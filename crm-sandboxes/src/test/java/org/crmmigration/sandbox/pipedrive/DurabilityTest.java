package org.crmmigration.sandbox.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DurabilityTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    @Test
    void continuesFromTheJournal() throws Exception {
        // Given
        Path journal = directory.resolve("journal");
        PipedriveSettings settings = Fixture.unlimited().withJournal(journal);
        JsonNode before;
        try (Fixture first = new Fixture(settings)) {
            String code = first.field("person", "set", "A", "B");
            first.api.post(
                    "/api/v2/persons",
                    "{\"name\":\"Ada\",\"custom_fields\":{\"" + code + "\":" + options(first, code) + "}}");
            first.api.delete("/api/v2/persons/" + first.person("Gone"));
            before = first.sandbox.content();
        }

        // When
        try (Fixture second = new Fixture(settings)) {
            // Then
            assertThat(second.sandbox.content()).isEqualTo(before);
            assertThat(second.person("Next")).isEqualTo(3);
            assertThat(second.field("person", "enum", "C")).isNotIn(codes(before));
            assertThat(second.api.get("/api/v2/persons/search?term=ada").data().path("items"))
                    .hasSize(1);
        }
    }

    private static String options(Fixture fixture, String code) throws Exception {
        return "["
                + fixture.api
                        .get("/api/v2/personFields/" + code)
                        .data()
                        .path("options")
                        .path(0)
                        .path("id")
                        .asLong() + "]";
    }

    private static java.util.List<String> codes(JsonNode content) {
        return content.path("content")
                .path("personFields")
                .valueStream()
                .map(field -> field.path("field_code").asString())
                .toList();
    }

    @Test
    void writesTheJournalBeforeItAnswers() throws Exception {
        // Given
        Path journal = directory.resolve("journal");
        try (Fixture it = new Fixture(Fixture.unlimited().withJournal(journal))) {
            // When
            it.person("Ada");

            // Then
            assertThat(Files.readString(journal)).endsWith("}\n").contains("\"name\":\"Ada\"");
        }
    }

    @Test
    void forgetsALineThatADyingProcessLeftUnfinished() throws Exception {
        // Given
        Path journal = directory.resolve("journal");
        PipedriveSettings settings = Fixture.unlimited().withJournal(journal);
        try (Fixture first = new Fixture(settings)) {
            first.person("Ada");
        }
        Files.writeString(journal, "{\"table\":\"persons\",\"id\":2,\"row\":{\"na", StandardOpenOption.APPEND);

        // When
        try (Fixture second = new Fixture(settings)) {
            // Then
            assertThat(second.sandbox.content().path("counts").path("persons").asInt())
                    .isEqualTo(1);
            assertThat(second.person("Bob")).isEqualTo(2);
        }
        try (Fixture third = new Fixture(settings)) {
            assertThat(third.api.get("/api/v2/persons/2").data().path("name").asString())
                    .isEqualTo("Bob");
        }
    }

    @Test
    void restoresASnapshot() throws Exception {
        // Given
        Path file = directory.resolve("crm.json");
        JsonNode before;
        try (Fixture first = Fixture.open()) {
            first.deal("D");
            first.api.delete("/api/v2/persons/" + first.person("A"));
            first.sandbox.snapshot(file);
            before = first.sandbox.content();
        }

        // When
        try (Fixture second = Fixture.open()) {
            second.person("Replaced");
            second.sandbox.restore(file);

            // Then
            assertThat(second.sandbox.content()).isEqualTo(before);
            assertThat(second.person("B")).isEqualTo(2);
        }
    }

    @Test
    void refusesTheSnapshotOfAnotherVendor() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("other.json"), "{\"vendor\":\"other\"}");
        try (Fixture it = Fixture.open()) {
            it.person("A");

            // When
            assertThatThrownBy(() -> it.sandbox.restore(file)).isInstanceOf(IllegalArgumentException.class);

            // Then
            assertThat(it.api.get("/api/v2/persons").data()).hasSize(1);
        }
    }

    @Test
    void startsOverWhenReset() throws Exception {
        // Given
        Path journal = directory.resolve("journal");
        PipedriveSettings settings = Fixture.unlimited().withJournal(journal).withLags(Duration.ZERO, Duration.ZERO);
        try (Fixture it = new Fixture(settings)) {
            it.person("Ada");

            // When
            it.sandbox.reset();

            // Then
            assertThat(it.api.get("/api/v2/persons").data()).isEmpty();
            assertThat(it.api.get("/api/v2/persons/search?term=ada").data().path("items"))
                    .isEmpty();
            assertThat(Files.readString(journal)).doesNotContain("Ada");
            assertThat(it.person("Bob")).isEqualTo(1);
        }
    }
}
