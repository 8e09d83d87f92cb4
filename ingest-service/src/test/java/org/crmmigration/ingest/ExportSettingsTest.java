package org.crmmigration.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExportSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timezone | UTC | there is no setting timezone; there are currency",
                "strict | yes | strict is neither true nor false",
                "currency | euro | currency has 3 letters",
                "region | USA | region has 2 letters",
                "kind.a.csv | leads | kind.a.csv names no kind",
                "range.a.csv | june | range.a.csv is no range",
                "dateOrder | ymd | dateOrder is neither day nor month",
                "timeZone | Mars | timeZone is no IANA zone",
                "expectedContacts | many | no number"
            })
    void refusesWhatWouldBeWithoutEffect(String key, String value, String said) {
        assertThatThrownBy(() -> ExportSettings.of(Map.of(), Map.of(key, value)))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining(said);
    }

    @Test
    void leavesSettingsOfTheMigrationThatAreForOthersAlone() {
        assertThat(ExportSettings.of(Map.of("other", "x", "currency", "eur"), Map.of("strict", "True")))
                .satisfies(settings -> {
                    assertThat(settings.currency()).contains("EUR");
                    assertThat(settings.strict()).isTrue();
                });
    }
}
