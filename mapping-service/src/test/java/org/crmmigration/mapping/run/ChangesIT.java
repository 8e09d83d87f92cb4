package org.crmmigration.mapping.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.crmmigration.mapping.rule.MappingFile;
import org.crmmigration.mapping.run.Changes.Count;
import org.crmmigration.mapping.run.Changes.Example;
import org.crmmigration.mapping.run.Changes.Outcome;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a preview says of an export whose content is known: 30 people of one company, 30 orders of which 20 are sales. */
class ChangesIT {

    private static final int CONTACTS = 30;

    @SuppressWarnings("NullAway.Init")
    private static Stage stage;

    @BeforeAll
    static void publish() {
        stage = new Stage("changes");
        stage.publish("export-1", CONTACTS);
    }

    @Test
    void saysThatEverythingIsNewWithoutAConfirmedMapping() {
        // When
        Outcome outcome = changes(null, "");

        // Then
        assertThat(outcome.objects())
                .containsEntry("organization", new Count(1, 0, 0, 0))
                .containsEntry("person", new Count(30, 0, 0, 0))
                .containsEntry("deal", new Count(20, 0, 0, 0));
        assertThat(outcome.fields()).isEmpty();
        assertThat(outcome.filled())
                .containsEntry("person.name", 30L)
                .containsEntry("person.organization", 30L)
                .containsEntry("deal.title", 20L)
                .doesNotContainKey("person.phones");
        long objects =
                outcome.objects().values().stream().mapToLong(Count::created).sum();
        assertThat(outcome.estimate())
                .isEqualTo(new Changes.Estimate(objects, objects * 5, "tokens", (objects + 9) / 10));
    }

    @Test
    void showsTenObjectsOfEveryTypeInTurnAndVocabularyLast() {
        // When
        List<Example> examples = changes(null, "").examples();

        // Then
        assertThat(examples)
                .hasSize(10)
                .allSatisfy(example -> assertThat(example.before()).isEmpty());
        assertThat(examples)
                .extracting(example -> example.key().substring(0, example.key().indexOf('|')))
                .containsExactly(
                        "organization",
                        "person",
                        "deal",
                        "person",
                        "deal",
                        "person",
                        "deal",
                        "person",
                        "deal",
                        "person");
    }

    @Test
    void saysWhatANewVersionChangesBeforeAndAfter() {
        // Given
        String edited = """
                objects:
                  person:
                    fields:
                      name: {template: "{full_name} (VIP)", when: "tags contains VIP"}
                      labels: ~
                """;

        // When
        Outcome outcome = changes("", edited);

        // Then
        assertThat(outcome.objects())
                .containsEntry("person", new Count(0, 30, 0, 0))
                .containsEntry("deal", new Count(0, 0, 20, 0))
                .containsEntry("organization", new Count(0, 0, 1, 0))
                .containsEntry("labels", new Count(0, 0, 0, 1));
        assertThat(outcome.fields()).containsOnly(Map.entry("person.name", 30L), Map.entry("person.labels", 30L));
        assertThat(outcome.left()).containsOnly(Map.entry("person.labels", 30L));
        assertThat(outcome.filled()).doesNotContainKeys("person.labels", "person.match", "person.existing");
        assertThat(outcome.examples().getFirst()).satisfies(example -> {
            assertThat(example.key()).isEqualTo("person|contact:0");
            assertThat(example.before())
                    .containsOnly(
                            Map.entry("name", new Value.Text("Person 0")),
                            Map.entry("labels", new Value.Texts(List.of("VIP"))));
            assertThat(example.after()).containsOnly(Map.entry("name", new Value.Text("Person 0 (VIP)")));
        });
        assertThat(outcome.estimate()).isEqualTo(new Changes.Estimate(60, 180, "tokens", 6));
    }

    @Test
    void saysThatNothingChangesWhenNothingDoes() {
        // When
        Outcome outcome = changes("", "# only a comment\n");

        // Then
        assertThat(outcome.objects().values()).allSatisfy(count -> {
            assertThat(count.created() + count.changed() + count.dropped()).isZero();
            assertThat(count.unchanged()).isPositive();
        });
        assertThat(outcome.fields()).isEmpty();
        assertThat(outcome.examples()).isEmpty();
        assertThat(outcome.estimate().calls()).isZero();
    }

    private static Outcome changes(@org.jspecify.annotations.Nullable String before, String after) {
        return new Changes(stage.surveys).of(before == null ? null : order(before), order(after), "export-1");
    }

    private static Order order(String mapping) {
        return new Orders(new MappingTexts(stage.clients), new SecretReference())
                .with(stage.migration, MappingFile.parse(MappingFile.complete("pipedrive", mapping)));
    }
}
