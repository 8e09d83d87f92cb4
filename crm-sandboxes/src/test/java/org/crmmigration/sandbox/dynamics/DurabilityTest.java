package org.crmmigration.sandbox.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DurabilityTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path directory;

    private static void fill(Fixture crm) throws Exception {
        crm.keyOn("contact");
        crm.create("contacts", "{\"lastname\":\"Lee\",\"kartra_id\":\"K-1\"}");
        crm.delete("/contacts(" + crm.contact("Gone") + ")");
        crm.post(
                "/InsertOptionValue",
                "{\"EntityLogicalName\":\"contact\",\"AttributeLogicalName\":\"leadsourcecode\",\"Value\":7,"
                        + "\"Label\":{\"LocalizedLabels\":[{\"Label\":\"Web\",\"LanguageCode\":1033}]}}");
    }

    @Test
    void continuesFromTheJournal() throws Exception {
        // Given
        DynamicsSettings settings = Fixture.unlimited().withJournal(directory.resolve("journal"));
        JsonNode before;
        String id;
        try (Fixture first = new Fixture(settings)) {
            fill(first);
            before = first.sandbox.content();
            id = first.get("/contacts(kartra_id='K-1')")
                    .json()
                    .path("contactid")
                    .asString();
        }

        // When
        try (Fixture second = new Fixture(settings)) {
            // Then
            assertThat(second.sandbox.content()).isEqualTo(before);
            assertThat(second.get("/contacts(kartra_id='K-1')")
                            .json()
                            .path("contactid")
                            .asString())
                    .isEqualTo(id);
            assertThat(second.post("/contacts", "{\"kartra_id\":\"K-1\"}").status())
                    .isEqualTo(412);
            assertThat(second.post("/contacts", "{\"leadsourcecode\":7}").status())
                    .isEqualTo(204);
        }
    }

    @Test
    void dropsALineThatADyingProcessLeftUnfinished() throws Exception {
        // Given
        Path journal = directory.resolve("journal");
        DynamicsSettings settings = Fixture.unlimited().withJournal(journal);
        try (Fixture first = new Fixture(settings)) {
            first.contact("Lee");
        }
        Files.writeString(journal, "[{\"table\":\"contact\",\"id\":\"x", StandardOpenOption.APPEND);

        // When
        try (Fixture second = new Fixture(settings)) {
            // Then
            assertThat(second.get("/contacts/$count").text()).isEqualTo("1");
        }
    }

    @Test
    void writesNothingOfARefusedRequestToTheJournal() throws Exception {
        // Given
        Path journal = directory.resolve("journal");
        try (Fixture crm = new Fixture(Fixture.unlimited().withJournal(journal))) {
            long size = Files.size(journal);

            // When
            crm.post("/accounts", "{\"name\":\"A\",\"primarycontactid\":{\"lastname\":\"Lee\"},\"nonsense\":1}");

            // Then
            assertThat(Files.size(journal)).isEqualTo(size);
        }
    }

    @Test
    void restoresASnapshotIntoAnotherSandbox() throws Exception {
        // Given
        Path file = directory.resolve("crm.json");
        JsonNode before;
        try (Fixture first = Fixture.open()) {
            fill(first);
            before = first.sandbox.content();
            first.sandbox.snapshot(file);
        }

        // When
        try (Fixture second = Fixture.open()) {
            second.contact("Other");
            second.sandbox.restore(file);

            // Then
            assertThat(second.sandbox.content()).isEqualTo(before);
            assertThat(second.get("/contacts(kartra_id='K-1')").status()).isEqualTo(200);
        }
    }

    @Test
    void isFreshAgainAfterAReset() throws Exception {
        // Given
        try (Fixture crm = Fixture.open()) {
            fill(crm);

            // When
            crm.sandbox.reset();

            // Then
            assertThat(crm.get("/contacts/$count").text()).isEqualTo("0");
            assertThat(crm.get("/contacts(kartra_id='K-1')").status()).isEqualTo(400);
            assertThat(crm.post("/contacts", "{\"leadsourcecode\":7}").code()).isEqualTo("0x8004431a");
            assertThat(crm.get("/WhoAmI").status()).isEqualTo(200);
        }
    }
}
