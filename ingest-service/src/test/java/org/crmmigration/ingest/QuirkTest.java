package org.crmmigration.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every quirk that Kartra, its customers and their spreadsheets are known for, with the smallest export that has it and
 * what it must become. The cases stand in {@code quirks.cases}: {@code == name}, settings, files, and lines
 * {@code ? key field = value} of what must stand in a record, or {@code ? key field} of what must not.
 */
final class QuirkTest {

    @TempDir
    Path directory;

    record Expected(String key, String field, String value) {}

    record Quirk(String name, Map<String, String> settings, Map<String, String> files, List<Expected> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("quirks")
    void makesOfItWhatItMeans(Quirk quirk) throws IOException {
        // Given
        Bench bench = new Bench(directory, quirk.settings());
        List<Path> paths = new ArrayList<>();
        for (Map.Entry<String, String> file : quirk.files().entrySet()) {
            paths.add(bench.file(file.getKey(), file.getValue()));
            if (file.getKey().startsWith("wide")) {
                Files.write(paths.getLast(), ('\ufeff' + file.getValue()).getBytes(StandardCharsets.UTF_16LE));
            }
        }

        // When
        bench.ingest(paths.toArray(Path[]::new));

        // Then
        for (Expected expected : quirk.expected()) {
            assertThat(said(bench, expected))
                    .as(expected.key() + ' ' + expected.field())
                    .isEqualTo(expected.value());
        }
        assertThat(bench.sink().completed().files())
                .allSatisfy(file -> assertThat(file.balanced()).as(file.file()).isTrue());
    }

    private static String said(Bench bench, Expected expected) {
        if (expected.field().equals("records")) {
            Kind kind = Kind.valueOf(expected.key().toUpperCase(java.util.Locale.ROOT));
            return Integer.toString(bench.sink().records(kind).size());
        }
        SourceRecord record = bench.sink().record(expected.key());
        if (expected.field().startsWith("raw.")) {
            return record.raw().getOrDefault(expected.field().substring(4), "");
        }
        if (expected.field().startsWith("to.")) {
            return record.references().getOrDefault(expected.field().substring(3), "");
        }
        return switch (expected.field()) {
            case "flags" -> String.join(" ", record.flags());
            case "lines" ->
                String.join(
                        " ",
                        record.rows().stream()
                                .map(row -> Long.toString(row.row()))
                                .toList());
            default -> word(record.fields().get(expected.field()));
        };
    }

    private static String word(@org.jspecify.annotations.Nullable Value value) {
        return switch (value) {
            case null -> "";
            case Value.Text(String text) -> text.replace("\n", "\\n");
            case Value.Texts(List<String> texts) -> String.join("|", texts);
            case Value.Whole(long number) -> Long.toString(number);
            case Value.Decimal(BigDecimal number) -> number.toPlainString();
            case Value.Money(BigDecimal amount, String currency) ->
                amount.setScale(2, java.math.RoundingMode.UNNECESSARY) + " " + currency;
            case Value.Flag(boolean on) -> on ? "yes" : "no";
            case Value.Day(java.time.LocalDate day) -> day.toString();
            case Value.Moment(java.time.Instant at) -> at.toString();
            case Value.Reference(var key) -> key.toString();
            case Value.Nothing _ -> "(nothing)";
        };
    }

    static Stream<Quirk> quirks() throws IOException {
        try (InputStream in = Objects.requireNonNull(QuirkTest.class.getResourceAsStream("quirks.cases"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^== ", -1))
                    .filter(block -> !block.startsWith("#"))
                    .map(QuirkTest::quirk)
                    .toList()
                    .stream();
        }
    }

    private static Quirk quirk(String block) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("timeZone", "UTC"));
        Map<String, String> files = new LinkedHashMap<>();
        List<Expected> expected = new ArrayList<>();
        String file = "";
        for (String line : block.substring(block.indexOf('\n') + 1).lines().toList()) {
            if (line.startsWith("set ")) {
                String[] setting = line.substring(4).split("=", 2);
                settings.put(setting[0], setting[1]);
            } else if (line.startsWith("> ")) {
                file = line.substring(2);
                files.put(file, "");
            } else if (line.startsWith("? ")) {
                String[] words = line.substring(2).split(" ", 4);
                expected.add(new Expected(words[0], words[1], words.length > 3 ? words[3] : ""));
            } else {
                files.merge(file, unescaped(line), String::concat);
            }
        }
        return new Quirk(block.substring(0, block.indexOf('\n')), settings, files, expected);
    }

    /** {@code \n}, {@code \t}, {@code \r} inside a line; a line that ends in {@code \r} has a carriage return alone. */
    private static String unescaped(String line) {
        String text = line.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r");
        return text.endsWith("\r") ? text : text + '\n';
    }
}
