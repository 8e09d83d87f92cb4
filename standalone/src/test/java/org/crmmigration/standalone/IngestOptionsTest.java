package org.crmmigration.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestOptionsTest {

    @TempDir
    Path state;

    private final IngestOptions options = new IngestOptions();

    @Test
    void keepsNothingThatIngestWouldRefuse() {
        // Given
        options.settings.put("timezone", "UTC");

        // When / Then
        assertThatThrownBy(() -> options.keep(state))
                .isInstanceOf(Stop.class)
                .hasMessageContaining("there is no setting timezone");
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void readsDatesInTheZoneThatWasSaidBefore() throws IOException {
        // Given
        Files.writeString(state.resolve("request.json"), "{\"timeZone\":\"Asia/Tokyo\"}");

        // When / Then
        assertThat(options.zone(null, state)).isEqualTo("Asia/Tokyo");
        assertThat(options.zone("UTC", state)).isEqualTo("UTC");
        assertThat(options.zone(null, state.resolve("new"))).isNull();
    }

    @Test
    void takesASettingBackThatIsGivenWithoutAValue() throws IOException {
        // Given
        options.settings.put("kind.contact.csv", "contacts");
        options.settings.put("currency", "EUR");
        options.keep(state);

        // When
        IngestOptions later = new IngestOptions();
        later.settings.put("kind.contact.csv", "");
        later.keep(state);

        // Then
        assertThat(Files.readString(state.resolve("ingest-options.json"))).isEqualTo("{\"currency\":\"EUR\"}");
    }
}
