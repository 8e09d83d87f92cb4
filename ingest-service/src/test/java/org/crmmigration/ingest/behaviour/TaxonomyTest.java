package org.crmmigration.ingest.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.crmmigration.ingest.Bench;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TaxonomyTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "Webinar March, webinar",
        "Completed survey, survey",
        "Quiz done, quiz",
        "Form Contact, form",
        "Member Gold, membership",
        "Course Basics, course",
        "Buyer - Book, purchase",
        "E-book sent, download"
    })
    void probesTagsForBehaviour(String tag, String behaviour) {
        assertThat(Taxonomy.delivered().of(tag).map(Taxonomy.Sign::behaviour)).contains(behaviour);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VIP", "Newsletter", "Platform", "Remembered"})
    void leavesOtherTagsAlone(String tag) {
        assertThat(Taxonomy.delivered().of(tag)).isEmpty();
    }

    @Test
    void takesTheMigrationsOwnRules() throws Exception {
        // Given
        Bench bench = new Bench(directory, Map.of("timeZone", "UTC"));
        Files.createDirectories(bench.staging().behaviours().getParent());
        Files.writeString(bench.staging().behaviours(), "retreat: ['^R\\d{4}$']\n");

        // When
        bench.ingest(bench.file("c.csv", "ID,Email,First Name,Tags\n7,ann@b.invalid,Ann,\"R2024,Webinar\"\n"));

        // Then
        assertThat(bench.sink().records(Kind.TAG))
                .filteredOn(tag -> tag.fields().containsKey("behaviour"))
                .singleElement()
                .satisfies(tag -> {
                    assertThat(tag.fields().get("behaviour")).isEqualTo(new Value.Text("retreat"));
                    assertThat(tag.fields().get("rule")).isEqualTo(new Value.Text("^R\\d{4}$"));
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            - a                    ~ line 1: behaviours are a map
            quiz: [q]|form: one    ~ line 2: form needs a list
            quiz: [q]|form: ['(']  ~ line 2: form has an expression that is none
            quiz: [q]|quiz: [r]    ~ line 2: quiz stands here a second time
            quiz:|- q|- [r]        ~ line 3: quiz has an expression that is no text
            quiz: [q]|form: [a     ~ line 2: not valid YAML
            |                      ~ there is none
            """)
    void saysWhatIsWrongWithRulesAndWhere(String yaml, String said) {
        assertThatThrownBy(() -> Taxonomy.parse(yaml.replace('|', '\n')))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining(said);
    }
}
