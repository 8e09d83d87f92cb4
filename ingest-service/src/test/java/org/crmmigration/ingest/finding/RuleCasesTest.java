package org.crmmigration.ingest.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.crmmigration.ingest.Bench;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.messaging.record.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rule with the smallest export that breaks it and a twin that does not. The cases stand in {@code rules.cases}:
 * a line {@code == rule severity file row column}, then settings and files, then after {@code -- twin} those of the twin.
 */
final class RuleCasesTest {

    @TempDir
    Path directory;

    record Place(String rule, String severity, String file, long row, String column) {}

    record Export(Map<String, String> settings, List<List<String>> sessions, Map<String, String> files) {}

    record Case(String name, Place place, Export broken, Export twin) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsItWhereItStands(Case example) throws IOException {
        // When
        List<Finding> findings = run(example.broken());

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.rule().equals(example.place().rule()))
                .extracting(finding -> new Place(
                        finding.rule(), finding.severity().name(), finding.file(), finding.row(), finding.column()))
                .contains(example.place());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void keepsQuietAboutTheTwin(Case example) throws IOException {
        // When
        List<Finding> findings = run(example.twin());

        // Then
        assertThat(findings)
                .filteredOn(finding -> finding.rule().equals(example.place().rule()))
                .filteredOn(finding ->
                        finding.severity().name().equals(example.place().severity()))
                .filteredOn(finding -> finding.column().equals(example.place().column()))
                .isEmpty();
    }

    @Test
    void hasACaseForEveryRule() throws IOException {
        // Given
        TreeSet<String> covered = new TreeSet<>();
        cases().forEach(example -> covered.add(example.place().rule()));

        // Then
        assertThat(covered)
                .containsExactlyElementsOf(new TreeSet<>(
                        Arrays.stream(Rule.values()).map(Rule::name).toList()));
    }

    private List<Finding> run(Export export) throws IOException {
        Bench bench = new Bench(directory, export.settings());
        for (List<String> session : export.sessions()) {
            List<Path> paths = new ArrayList<>();
            for (String name : session) {
                paths.add(
                        write(bench, name, Objects.requireNonNull(export.files().get(name), name)));
            }
            try {
                bench.ingest(paths.toArray(Path[]::new));
            } catch (IngestException e) {
                assertThat(e).hasMessageContaining("none of the files can be used");
            }
        }
        return bench.sink().findings();
    }

    private static Path write(Bench bench, String name, String text) throws IOException {
        Path path = bench.file(name, text);
        if (name.startsWith("latin")) {
            Files.write(path, text.getBytes(java.nio.charset.Charset.forName("windows-1252")));
        }
        return path;
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream in = Objects.requireNonNull(RuleCasesTest.class.getResourceAsStream("rules.cases"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Case> cases = new ArrayList<>();
            for (String block : text.split("(?m)^== ", -1)) {
                if (!block.startsWith("#")) {
                    cases.add(example(block));
                }
            }
            return cases.stream();
        }
    }

    private static Case example(String block) {
        int line = block.indexOf('\n');
        String[] title = block.substring(0, line).split(" \\| ", -1);
        String[] words = title[1].split(" ", 4);
        Place place = new Place(
                title[0].substring(0, 3),
                words[0],
                words[1].equals("-") ? "" : words[1],
                Long.parseLong(words[2]),
                words.length > 3 ? words[3] : "");
        String[] halves = block.substring(line + 1).split("(?m)^-- twin\n", -1);
        return new Case(title[0], place, export(halves[0]), export(halves[1]));
    }

    /** {@code set key=value} and {@code > file} lines; {@code >> file} begins a session of its own. */
    private static Export export(String text) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("timeZone", "UTC"));
        Map<String, String> files = new LinkedHashMap<>();
        List<List<String>> sessions = new ArrayList<>(List.of(new ArrayList<>()));
        String name = "";
        for (String line : text.split("(?<=\n)", -1)) {
            if (line.startsWith("set ")) {
                String[] setting = line.substring(4).strip().split("=", 2);
                settings.put(setting[0], setting[1]);
            } else if (line.startsWith("> ") || line.startsWith(">> ")) {
                if (line.startsWith(">> ")) {
                    sessions.add(new ArrayList<>());
                }
                name = line.substring(line.indexOf(' ') + 1).strip();
                sessions.getLast().add(name);
                files.put(name, "");
            } else if (!name.isEmpty() && !line.isBlank()) {
                files.merge(name, unescaped(line), String::concat);
            }
        }
        return new Export(settings, sessions, files);
    }

    /** {@code \0} for a control character, {@code \c} at the end for no line end. */
    private static String unescaped(String line) {
        String text = line.replace("\\0", "\u0001");
        return text.endsWith("\\c\n") ? text.substring(0, text.length() - 3) : text;
    }
}
