package org.crmmigration.ingest.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alias of every column, in the spellings that exports and spreadsheets make of it. */
final class AliasTest {

    record Alias(String kind, String canonical, String title) {}

    @ParameterizedTest
    @MethodSource("aliases")
    void knowsTheColumn(Alias alias) {
        // Given
        String title = alias.title();
        FileKind kind = FileKind.of(alias.kind());
        List<String> spellings = List.of(
                title,
                title.toUpperCase(Locale.ROOT),
                title.replace(' ', '_'),
                title.replace(" ", ""),
                "\ufeff " + title + '\u200b',
                '"' + title + '"',
                title + " (EUR)");

        // Then
        assertThat(spellings)
                .allSatisfy(spelling ->
                        assertThat(Header.of(kind, List.of(spelling)).names()).containsExactly(alias.canonical()));
    }

    @ParameterizedTest
    @CsvSource({
        "source_id, custom.source_id",
        "Favourite Colour, custom.favourite_colour",
        "'', extra.field_0",
        "T-Shirt, custom.t-shirt"
    })
    void keepsWhatNoAliasNames(String title, String name) {
        assertThat(Header.of(FileKind.CONTACTS, List.of("Email", title)).names().getLast())
                .isEqualTo(name);
    }

    @Test
    void letsAnIdentifierWinWhereAnotherColumnFillsTheStandardField() {
        // When
        Header both = Header.of(FileKind.CONTACTS, List.of("Email", "source", "Lead Source"), Set.of("source"));
        Header alone = Header.of(FileKind.CONTACTS, List.of("Email", "source"), Set.of("source"));

        // Then
        assertThat(both.names()).containsExactly("email", "custom.source", "lead_source");
        assertThat(both.doubled()).isEmpty();
        assertThat(alone.names()).containsExactly("email", "lead_source");
    }

    @Test
    void joinsDaysAndHoursThatStandInTwoColumns() {
        assertThat(Header.of(FileKind.APPOINTMENTS, List.of("Start Time", "Start Date", "End Date", "End Time"))
                        .names())
                .containsExactly("start_hour", "start", "end", "end_hour");
        assertThat(Header.of(FileKind.APPOINTMENTS, List.of("Start Time", "End Time"))
                        .names())
                .containsExactly("start", "end");
    }

    @Test
    void takesOnlyCurrenciesForCurrencies() {
        // When
        Header header = Header.of(FileKind.TRANSACTIONS, List.of("Amount (EUR)", "Sales_tax (usd)", "Note (old)"));

        // Then
        assertThat(header.currencies()).containsExactly("EUR", "USD");
        assertThat(header.currency(1)).contains("USD");
    }

    static Stream<Alias> aliases() throws IOException {
        try (InputStream in = Objects.requireNonNull(AliasTest.class.getResourceAsStream("aliases.cases"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.split(" \\| ", -1))
                            .flatMap(row -> Arrays.stream(row[2].split(", ", -1))
                                    .map(title -> new Alias(row[0], row[1], title)))
                            .toList()
                            .stream();
        }
    }
}
