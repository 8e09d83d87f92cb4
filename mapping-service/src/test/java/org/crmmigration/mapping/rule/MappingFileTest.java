package org.crmmigration.mapping.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.crmmigration.mapping.tree.InvalidMapping;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFileTest {

    @Test
    void takesTheDefaultAsItIs() {
        // When
        Mapping mapping = MappingFile.parse(MappingFile.complete("pipedrive", ""));

        // Then
        assertThat(mapping.choices().of("deals_from")).isEqualTo("orders");
        assertThat(mapping.phases()).hasSize(5);
        assertThat(mapping.referenced()).containsExactlyInAnyOrder("pipeline", "stage", "organization", "person");
    }

    @Test
    void writesTheSameWholeTextForTheSameInputAndReadsItBack() {
        // Given
        String first = MappingFile.complete("pipedrive", "choices: {deals_from: payments}");

        // When
        String second = MappingFile.complete("pipedrive", "choices: {deals_from: payments}");

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(MappingFile.parse(first).choices().of("deals_from")).isEqualTo("payments");
    }

    @Test
    void replacesExpressionsAndTakesAwayFields() {
        // Given
        String differences = """
                entities:
                  person:
                    custom:
                      score: {name: Lead score}
                objects:
                  person:
                    fields:
                      name: email
                    custom:
                      time_zone: ~
                  note: ~
                """;

        // When
        Mapping mapping = MappingFile.parse(MappingFile.complete("pipedrive", differences));

        // Then
        Mapping.ObjectRule person = mapping.objects().stream()
                .filter(rule -> rule.name().equals("person"))
                .findFirst()
                .orElseThrow();
        assertThat(person.fields().get("name")).isEqualTo(new Expression.From(new Path.Field("email")));
        assertThat(person.customs()).doesNotContainKey("time_zone").containsKey("score");
        assertThat(mapping.objects()).noneMatch(rule -> rule.name().equals("note"));
        assertThat(mapping.entities().values())
                .flatExtracting(entity -> entity.customs().values())
                .extracting(Mapping.CustomField::name)
                .contains("Lead score")
                .doesNotContain("Kartra score");
    }

    @Test
    void refusesARuleWithoutAMandatoryFieldWhereItWasTakenAway() {
        // Given
        String differences = """
                objects:
                  person:
                    fields:
                      name: ~
                """;

        // When // Then
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", differences))
                .isInstanceOfSatisfying(
                        InvalidMapping.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .hasToString(
                                        "mapping.yaml:4 objects.person.fields.name: the CRM refuses objects of type"
                                                + " person without it; say a value"));
    }

    @Test
    void takesAColumnOfAnotherMakerOnlyWhereFieldsAreFoundByColumn() {
        // Given
        String differences = """
                entities:
                  %s:
                    custom:
                      custom_size: {name: Size, type: text, column: new_size}
                """;

        // When // Then
        assertThat(MappingFile.parse(MappingFile.complete("dynamics", differences.formatted("contact")))
                        .entities()
                        .values())
                .flatExtracting(entity -> entity.customs().values())
                .extracting(Mapping.CustomField::column)
                .contains("new_size");
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", differences.formatted("person")))
                .isInstanceOfSatisfying(
                        InvalidMapping.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .hasToString(
                                        "mapping.yaml:4 entities.person.custom.custom_size.column: fields are found"
                                                + " by name here; say the name of the field that is there"));
    }

    @Test
    void namesLineKeyAndTheNearestNameOfEveryMistake() {
        // Given
        String differences = """
                choices:
                  deals_form: payments
                  lists: tags
                objects:
                  person:
                    fields:
                      nmae: full_name
                      owner: ownr_email
                    custom:
                      shoe_size: score
                  organization:
                    when: name maybe x
                suppress: [suppressed.gdrp]
                """;

        // When / Then
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", differences))
                .isInstanceOfSatisfying(
                        InvalidMapping.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(problem ->
                                        problem.place().line() + " " + problem.key() + " " + problem.message())
                                .anyMatch(text -> text.startsWith("2 choices.deals_form")
                                        && text.contains("did you mean 'deals_from'?"))
                                .anyMatch(text ->
                                        text.startsWith("3 choices.lists") && text.contains("multi_option_field"))
                                .anyMatch(text ->
                                        text.startsWith("7 objects.person.fields.nmae") && text.contains("'name'"))
                                .anyMatch(text -> text.startsWith("8 objects.person.fields.owner")
                                        && text.contains("did you mean 'owner_email'?"))
                                .anyMatch(text -> text.startsWith("10 objects.person.custom.shoe_size"))
                                .anyMatch(text -> text.startsWith("12 objects.organization.when"))
                                .anyMatch(text -> text.startsWith("13 suppress") && text.contains("'suppressed.gdpr'"))
                                .hasSize(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fields: {title: '{product_name'} | objects.sale_deal.fields.title | a brace stands alone",
                "fields: {title: {from: product_name, max: 1}} | objects.sale_deal.fields.title.max | 2 characters or more",
                "when: choice.deals_from is ordrs | objects.sale_deal.when | valid are orders, payments, sales",
                "when: flagged suspect.tst | objects.sale_deal.when | did you mean 'suspect.test'?",
                "fields: {title: [product_name]} | objects.sale_deal.fields.title | a text is expected here"
            })
    void saysOnceWhatIsWrongWhereItIsWritten(String wrong, String key, String message) {
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", "objects:\n  sale_deal: {" + wrong + "}"))
                .isInstanceOfSatisfying(
                        InvalidMapping.class,
                        invalid -> assertThat(invalid.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.place().line()).isEqualTo(2);
                                    assertThat(problem.key()).isEqualTo(key);
                                    assertThat(problem.message()).contains(message);
                                }));
    }

    @Test
    void refusesAMappingThatSaysNothingOfPlainCustomFields() {
        assertThatThrownBy(() ->
                        MappingFile.complete("pipedrive", "custom_fields:\n  types: {input_field: ~, drop_dwon: enum}"))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining("custom_fields.types: 'input_field' is missing")
                .hasMessageContaining("did you mean 'drop_down'?");
    }

    @Test
    void refusesWhatIsNotYamlWithItsLine() {
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", "choices:\n  a: [b\n"))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining("mapping.yaml:");
    }

    @Test
    void refusesKeysThatBelongToTheDestinationAndRepeatedKeys() {
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", "field_types: {varchar: {holds: text}}"))
                .hasMessageContaining("field_types")
                .hasMessageContaining("belongs to the destination");
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", "choices: {lists: labels, lists: labels}"))
                .hasMessageContaining("stands here twice");
    }

    @Test
    void noticesASlipThatLeavesAKeyWithoutAValue() {
        assertThatThrownBy(() -> MappingFile.complete(
                        "pipedrive", "objects: {person: {fields: {name: {from: email, when: type is a, b}}}}"))
                .hasMessageContaining("objects.person.fields.name.b: there is nothing here to take away");
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", "objects: {preson: ~}"))
                .hasMessageContaining("objects.preson");
    }

    @Test
    void refusesAnotherDestinationAndOneItDoesNotKnow() {
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", "destination: dynamics"))
                .hasMessageContaining("this migration goes to pipedrive");
        assertThatThrownBy(() -> MappingFile.complete("../pipedrive", ""))
                .isInstanceOf(MappingFile.UnknownDestination.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{cel: 'scor + 1'} | undeclared reference to 'scor' | did you mean 'score'?",
                "{cel: 'choice.deals_form'} | undeclared reference to 'choice.deals_form' | 'choice.deals_from'?",
                "{cel: 'trin(email)'} | there is no function 'trin' | did you mean 'trim'?",
                "{cel: 'email.trin()'} | there is no function 'trin' | did you mean 'trim'?",
                "{cel: 'score + 1.5'} | column 7 | double(x)",
                "{cel: 'given(phoen)'} | given(..) asks for a field | did you mean 'phone'?",
                "{cel: 'score +'} | column 8 | ends before it is complete",
                "{cel: '{\"a\": 1}'} | a value is a text | map",
                "{from: email, when: {cel: 'score'}} | a condition is true or false | int",
                "{cell: 'score'} | unknown key | did you mean 'cel'?",
                "{from: email, when: {sel: 'score > 1'}} | unknown key | 'cel'"
            })
    void checksFormulasWhenTheFileIsRead(String expression, String part, String hint) {
        // Given
        String differences = "objects:\n  person:\n    fields:\n      name: " + expression;

        // When / Then
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", differences))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining("mapping.yaml:4 objects.person.fields.name")
                .hasMessageContaining(part)
                .hasMessageContaining(hint);
    }

    @Test
    void namesThePhasesWhereARuleSaysNone() {
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", "objects: {persn: {type: person}}"))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining(
                        "mapping.yaml:1 objects.persn.phase: say in which of the phases 0, 1, 2, 3, 4 the objects");
    }

    @Test
    void handsRecordsOfOneOwnerOverToAnother() {
        // When
        Mapping.Handover handover = MappingFile.parse(MappingFile.complete(
                        "pipedrive", "owners: {Old@Example.org: new@example.org}\nunmapped: clear"))
                .handover();

        // Then
        assertThat(handover.owner(new Value.Text("old@example.org"))).isEqualTo(new Value.Text("new@example.org"));
        assertThat(handover.owner(new Value.Text("Third@example.org"))).isEqualTo(new Value.Text("Third@example.org"));
        assertThat(handover.clearsUnmapped()).isTrue();
    }

    @Test
    void refusesAnOwnerThatIsNoAddress() {
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", "owners: {old@example.org: Ada}"))
                .isInstanceOf(InvalidMapping.class)
                .hasMessageContaining("e-mail");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "choices:#deals_from: payments | mapping.yaml:1 choices: what belongs to it stands in the lines below, indented by two spaces, each 'key: value'; mapping.yaml:2 deals_from: stands on the wrong level; indent it by two spaces below 'choices'",
                "deals_from: payments | mapping.yaml:1 deals_from: stands on the wrong level; indent it by two spaces below 'choices'",
                "choices: [deals_from] | mapping.yaml:1 choices: what belongs to it stands in the lines below, indented by two spaces, each 'key: value'",
                "choices:#  deals_from: | mapping.yaml:2 choices.deals_from: is missing; valid are orders, payments, sales",
                "objects:#  persn:#    when: has email | mapping.yaml:2 objects.persn: there is no rule of this name, and a new one says type, phase and source, or 'like'; did you mean 'person'?",
                "entities:#  persn:#    custom: {x: {name: X, type: varchar}} | mapping.yaml:2 entities.persn: no rule makes objects of this type; did you mean 'person'?",
                "objects:#  person:#    custom: {xyz: email} | mapping.yaml:3 objects.person.custom.xyz: entities.person.custom has no 'xyz': describe the field there, {name: ..., type: ...}",
                "a: &x {b: c}#choices: *x | mapping.yaml:1 : aliases (&name, *name) of lists and mappings are not used here; write them out",
                "choices:#  list_prefix: f\uFFFDr | mapping.yaml:2 : this is not UTF-8 text; save the file as UTF-8"
            })
    void saysOneThingOfOneSlip(String text, String sentences) {
        // When
        String file = text.replace('#', '\n');

        // Then
        assertThatThrownBy(() -> MappingFile.complete("pipedrive", file))
                .isInstanceOfSatisfying(
                        InvalidMapping.class,
                        invalid -> assertThat(String.valueOf(invalid.getMessage())
                                        .strip()
                                        .replace("\nmapping.yaml", "; mapping.yaml"))
                                .isEqualTo(sentences));
    }
}
