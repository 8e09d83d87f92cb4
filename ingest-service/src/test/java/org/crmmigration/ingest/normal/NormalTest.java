package org.crmmigration.ingest.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-04-03 10:15:30|2025-04-03T14:15:30Z",
                "2025-04-03|2025-04-03T04:00:00Z",
                "2025-04-03T10:15:30Z|2025-04-03T10:15:30Z",
                "2025-04-03T10:15:30.123+02:00|2025-04-03T08:15:30Z",
                "03 Apr 2025|2025-04-03T04:00:00Z",
                "03 Apr 2025 10:15|2025-04-03T14:15:00Z",
                "Apr 3, 2025 1:15 PM|2025-04-03T17:15:00Z",
                "Fri, 31 Oct 2025, 12:00 PM|2025-10-31T16:00:00Z",
                "4/3/2025 12:05 AM|2025-04-03T04:05:00Z",
                "25.12.2025|2025-12-25T05:00:00Z",
                "12/25/25|2025-12-25T05:00:00Z"
            })
    void readsDates(String text, String instant) {
        assertThat(Dates.parse(text, DateOrder.MONTH_FIRST).orElseThrow().in(ZoneId.of("America/New_York")))
                .isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ash, Ann|Ann|Ash|Ann Ash",
                "van der Berg, Anna Maria|Anna Maria|van der Berg|Anna Maria van der Berg",
                "Ann Ash|Ann|Ash|Ann Ash",
                "Ann Mary Ash|Ann Mary|Ash|Ann Mary Ash",
                "Ann Ash, Ph.D.|Ann|Ash, Ph.D.|Ann Ash, Ph.D.",
                "Ash, Ann, Jr.|Ash, Ann, Jr.|''|Ash, Ann, Jr.",
                "Ann|Ann|''|Ann",
                "Ash,|Ash,|''|Ash,"
            })
    void splitsNames(String name, String first, String last, String whole) {
        assertThat(Names.person(name)).isEqualTo(new Names.Person(first, last));
        assertThat(Names.person(name).whole()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"soon", "2025-13-03", "31/31/2025", "2025-02-30", "12345", "March", "10:15", "1.5", "3 apples 2025"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(Dates.parse(text, DateOrder.MONTH_FIRST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.50|false|1234.50",
                "$1,234.50|false|1234.50",
                "1.234,50|true|1234.50",
                "12,5|true|12.5",
                "1,234|false|1234",
                "1.234|true|1234",
                "(39.00)|false|-39.00",
                "-5|false|-5",
                "1 234,00 €|true|1234.00",
                "39.00 USD|false|39.00"
            })
    void readsAmounts(String text, boolean commaDecimal, String number) {
        assertThat(Amounts.parse(text, commaDecimal).orElseThrow()).isEqualByComparingTo(number);
    }

    @Test
    void refusesWhatIsNoAmount() {
        assertThat(Amounts.parse("free", false)).isEmpty();
        assertThat(Amounts.parse("3/4", false)).isEmpty();
        assertThat(Amounts.parse("", false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "' Ann@Example.org ', ann@example.org",
        "ann@example.org., ann@example.org",
        "<ann@example.org>, ann@example.org"
    })
    void makesKeysOfAddresses(String cell, String key) {
        assertThat(Emails.key(cell)).isEqualTo(key);
    }

    @Test
    void tellsAddressesFromOtherTexts() {
        assertThat(List.of("a@b.example", "a.b+c@d-e.example", "ü@müller.example"))
                .allMatch(Emails::valid);
        assertThat(List.of("", "a", "a@b", "a@@b.example", "a b@c.example", "a@.example", ".a@b.example", "a@b.1"))
                .noneMatch(Emails::valid);
    }

    @Test
    void putsPhonesIntoE164() {
        assertThat(Phones.e164("2125550100", "+1", List.of())).contains("+12125550100");
        assertThat(Phones.e164("12125550100", "", List.of("US"))).contains("+12125550100");
        assertThat(Phones.e164("+442079460000", "+1", List.of("US"))).contains("+442079460000");
        assertThat(Phones.e164("020 7946 0000", "", List.of("GB", "US"))).contains("+442079460000");
        assertThat(Phones.e164("call me", "+1", List.of("US"))).isEmpty();
    }

    @Test
    void knowsCountriesByManyNames() {
        assertThat(List.of("US", "usa", "United States", "U.S.A.", "United States of America"))
                .allSatisfy(name ->
                        assertThat(Countries.of(name).orElseThrow().code()).isEqualTo("US"));
        assertThat(Countries.of("Côte d’Ivoire").orElseThrow().code()).isEqualTo("CI");
        assertThat(Countries.of("Atlantis")).isEmpty();
    }

    @Test
    void readsConsentAndNeverInventsIt() {
        assertThat(Consent.state("Accepted")).contains("granted");
        assertThat(Consent.state("3")).contains("denied");
        assertThat(Consent.state("perhaps")).isEmpty();
        assertThat(Consent.suppression("Spam complaint")).contains("suppressed.spam");
        assertThat(Consent.suppression("Unsubscribed")).isEmpty();
    }

    @Test
    void cleansCellsAndKnowsNothingWhenItSeesIt() {
        assertThat(Cells.clean("\u00a0Jose\u0301\u200b ")).isEqualTo("José");
        assertThat(Cells.text("N/A")).isEmpty();
        assertThat(Cells.text("0000-00-00 00:00:00")).isEmpty();
        assertThat(Cells.name("Null")).contains("Null");
    }

    @Test
    void infersFromAColumnWhatACellCannotTell() {
        // Given
        ColumnProfile column = new ColumnProfile();

        // When
        column.anything("03/04/2025");
        column.anything("25/04/2025");

        // Then
        assertThat(column.looks()).isEqualTo("date");
        assertThat(ColumnProfile.decode(column.encode()).dateOrder()).contains(DateOrder.DAY_FIRST);
    }

    @Test
    void takesCodesWithLeadingZerosForText() {
        ColumnProfile column = new ColumnProfile();
        column.anything("007");
        column.anything("12");
        assertThat(column.looks()).isEqualTo("text");
    }

    @Test
    void comparesCompaniesWithoutTheirLegalForm() {
        assertThat(Names.company("Acme, Inc.")).isEqualTo(Names.company("ACME"));
        assertThat(Names.company("Pine & Partners")).isEqualTo(Names.company("Pine and Partners LLC"));
        assertThat(Names.company("self")).isEmpty();
        assertThat(Names.split("Red; red ;Blue;;", ';')).containsExactly("Red", "Blue");
        assertThat(Names.domain("https://www.Acme.example/path")).contains("acme.example");
    }
}
