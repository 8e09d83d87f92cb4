package org.crmmigration.ingest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DateRangeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transactions_2025-01-01_2025-06-30.csv",
                "2025-01-01..2025-06-30",
                "t 2025-01-01 to 2025-06-30.csv",
                "t_20250101-20250630.csv",
                "t_2025-01-01_to_2025-06-30.csv"
            })
    void readsTheDaysOfNamesAndSettings(String text) {
        assertThat(DateRange.of(text)).contains(new DateRange(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 6, 30)));
    }

    @Test
    void takesNothingElseForDays() {
        assertThat(DateRange.of("contacts_kartra_09-06-2026_6a27e4201f3a7.csv")).isEmpty();
        assertThat(DateRange.of("t_2025-06-30_2025-01-01.csv")).isEmpty();
        assertThat(DateRange.of("t_2025-13-01_2025-14-01.csv")).isEmpty();
        assertThat(DateRange.of("transactions_2025-01-01.csv")).isEmpty();
    }
}
