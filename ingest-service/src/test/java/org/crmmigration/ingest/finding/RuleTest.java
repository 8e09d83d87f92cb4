package org.crmmigration.ingest.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RuleTest {

    @Test
    void hasEveryRuleOfTheSpecificationOrSaysWhyNot() {
        // Given
        List<String> specified = new ArrayList<>();
        range(specified, 'F', 11);
        range(specified, 'C', 19);
        range(specified, 'T', 13);
        range(specified, 'S', 7);
        range(specified, 'A', 5);
        range(specified, 'P', 3);
        range(specified, 'O', 2);
        range(specified, 'D', 3);
        range(specified, 'R', 4);

        // When
        List<String> known = new ArrayList<>(Rule.notApplicable().keySet());
        for (Rule rule : Rule.values()) {
            known.add(rule.name());
        }

        // Then
        assertThat(known).containsExactlyInAnyOrderElementsOf(specified);
    }

    @Test
    void saysWhatIsWrongAndWhatToDo() {
        for (Rule rule : Rule.values()) {
            assertThat(rule.message()).as(rule.name()).isNotBlank();
            assertThat(rule.advice()).as(rule.name()).isNotBlank();
        }
    }

    @Test
    void standsInTheDocumentWithItsSeverity() throws IOException {
        // When
        String document = Files.readString(Path.of("../docs/ingest-rules.md"));

        // Then
        for (Rule rule : Rule.values()) {
            assertThat(document).contains("| %s | %s | %s |".formatted(rule, rule.severity(), rule.message()));
        }
    }

    private static void range(List<String> ids, char letter, int last) {
        IntStream.rangeClosed(1, last).forEach(i -> ids.add(letter + (i < 10 ? "0" : "") + i));
    }
}
