package org.crmmigration.mapping.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each folder of {@code mapping/<destination>} is a case: {@code before.json}, {@code after.json} and, where the mapping
 * differs from the default, {@code mapping.yaml}; a case without records of its own takes those of Pipedrive's case of the
 * name before the first {@code +}. With {@code -Dmapping.cases.write=true} what comes out is written as {@code after.json}
 * into the sources, to be read before it is committed.
 */
public class DefaultMappingsTest {

    private static final List<String> DESTINATIONS = List.of("pipedrive", "freshsales", "dynamics", "highlevel");

    static Stream<Arguments> cases() throws URISyntaxException {
        List<Arguments> cases = new ArrayList<>();
        for (String destination : DESTINATIONS) {
            casesOf(destination).forEach(pair -> cases.add(Arguments.of(destination, pair)));
        }
        return cases.stream();
    }

    public static List<MappingCase> casesOf(String destination) throws URISyntaxException {
        return MappingCase.in(folder(destination), folder("pipedrive"));
    }

    private static Path folder(String destination) throws URISyntaxException {
        URL folder = Objects.requireNonNull(DefaultMappingsTest.class.getResource("/mapping/" + destination));
        return Path.of(folder.toURI());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysTheSameCommandsEveryTime(String destination, MappingCase pair) throws IOException {
        // When
        String first = pair.commands(destination, null);
        String second = pair.commands(destination, null);

        // Then
        writeIfAsked(destination, pair, first);
        assertThat(second).isEqualTo(first);
        assertThat(pair.run(destination, null)).satisfies(outcome -> {
            assertThat(outcome.differences()).isEmpty();
            assertThat(outcome.passed()).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void accountsForEveryRecordExactlyOnce(String destination, MappingCase pair) throws IOException {
        // Given
        List<SourceRecord> records = MappingJson.records(Files.readString(pair.before()));

        // When
        List<CommandMessage> said = pair.kit(destination, null).commands(records);

        // Then
        Set<String> commanded = new HashSet<>();
        Set<String> excluded = new HashSet<>();
        Set<Object> keys = new HashSet<>();
        said.forEach(message -> {
            if (message instanceof ObjectCommand command) {
                commanded.addAll(command.origins());
                assertThat(keys.add(command.key()))
                        .as("%s stands once", command.key())
                        .isTrue();
            } else if (message instanceof RecordExcluded record) {
                assertThat(excluded.add(record.sourceKey()))
                        .as("%s is excluded once", record.sourceKey())
                        .isTrue();
            }
        });
        assertThat(commanded).noneMatch(excluded::contains);
        commanded.addAll(excluded);
        assertThat(commanded)
                .containsExactlyInAnyOrderElementsOf(
                        records.stream().map(SourceRecord::sourceKey).toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatTheCrmRefusesToBeWithout(String destination, MappingCase pair) throws IOException {
        // Given
        List<SourceRecord> records = MappingJson.records(Files.readString(pair.before()));
        Mapping defaults = MappingFile.parse(MappingFile.complete(destination, ""));

        // When
        List<CommandMessage> said = pair.kit(destination, null).commands(records);

        // Then
        said.forEach(message -> {
            if (message instanceof ObjectCommand command) {
                Mapping.Entity entity = defaults.entities().get(command.key().objectType());
                assertThat(command.fields().keySet())
                        .as("%s", command.key())
                        .containsAll(entity == null ? Set.of() : entity.mandatory());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipedrive", "freshsales", "dynamics", "highlevel"})
    void hasAPairForEveryValueThatCanBeChosen(String destination) throws IOException, URISyntaxException {
        // Given
        Mapping defaults = MappingFile.parse(MappingFile.complete(destination, ""));
        Set<String> chosen = new TreeSet<>(choices(defaults));
        try (Stream<Path> folders = Files.list(folder(destination))) {
            for (Path folder : folders.sorted().toList()) {
                Path file = folder.resolve("mapping.yaml");
                if (Files.exists(file)) {
                    chosen.addAll(
                            choices(MappingFile.parse(MappingFile.complete(destination, Files.readString(file)))));
                }
            }
        }

        // When
        Set<String> offered = new TreeSet<>();
        defaults.offers().forEach((name, offer) -> offer.values().forEach(value -> offered.add(name + ": " + value)));

        // Then
        assertThat(offered).isNotEmpty();
        assertThat(chosen).containsAll(offered);
    }

    private static List<String> choices(Mapping mapping) {
        return mapping.choices().values().entrySet().stream()
                .map(choice -> choice.getKey() + ": " + choice.getValue())
                .toList();
    }

    private static void writeIfAsked(String destination, MappingCase pair, String after) throws IOException {
        if (Boolean.getBoolean("mapping.cases.write")) {
            Path source = Path.of("src/test/resources/mapping", destination)
                    .resolve(pair.folder().getFileName().toString());
            Files.writeString(source.resolve("after.json"), after + "\n");
            Files.writeString(pair.folder().resolve("after.json"), after + "\n");
        }
    }
}
