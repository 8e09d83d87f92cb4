package org.crmmigration.mapping.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code mapping/pipedrive} is a case: {@code before.json}, {@code after.json} and, where the mapping
 * differs from the default, {@code mapping.yaml}. With {@code -Dmapping.cases.write=true} what comes out is written as
 * {@code after.json} into the sources, to be read before it is committed.
 */
class PipedriveMappingTest {

    static Stream<Path> cases() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(PipedriveMappingTest.class.getResource("/mapping/pipedrive"));
        try (Stream<Path> folders = Files.list(Path.of(folder.toURI()))) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysTheSameCommandsEveryTime(Path folder) throws IOException {
        // Given
        MappingKit kit = kit(folder);
        String before = Files.readString(folder.resolve("before.json"));

        // When
        String first = kit.map(before);
        String second = kit(folder).map(before);

        // Then
        writeIfAsked(folder, first);
        assertThat(second).isEqualTo(first);
        assertThat(MappingJson.tree(first)).isEqualTo(MappingJson.tree(Files.readString(folder.resolve("after.json"))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void accountsForEveryRecordExactlyOnce(Path folder) throws IOException {
        // Given
        List<SourceRecord> records = MappingJson.records(Files.readString(folder.resolve("before.json")));

        // When
        List<CommandMessage> said = kit(folder).commands(records);

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

    private static MappingKit kit(Path folder) throws IOException {
        Path differences = folder.resolve("mapping.yaml");
        return MappingKit.of("pipedrive", Files.exists(differences) ? Files.readString(differences) : "");
    }

    private static void writeIfAsked(Path folder, String after) throws IOException {
        if (Boolean.getBoolean("mapping.cases.write")) {
            Path source = Path.of("src/test/resources/mapping/pipedrive")
                    .resolve(folder.getFileName().toString());
            Files.writeString(source.resolve("after.json"), after + "\n");
            Files.writeString(folder.resolve("after.json"), after + "\n");
        }
    }
}
