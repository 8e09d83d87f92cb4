package org.crmmigration.mapping.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.crmmigration.mapping.tree.InvalidMapping;
import org.crmmigration.mapping.tree.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The published schema and the reader take the same keys. With {@code -Dmapping.schema.write=true} the schema is written
 * to {@code docs/mapping-schema.json}.
 */
class MappingSchemaTest {

    private static final Path PUBLISHED = Path.of("../docs/mapping-schema.json");

    /** A place of each level in a file, by the level's name in the schema; %s is a key. */
    private static final List<Arguments> PLACES = List.of(
            Arguments.of("file", "%s: x"),
            Arguments.of("effort", "effort: {%s: 1}"),
            Arguments.of("offer", "offered: {lists: {%s: x}}"),
            Arguments.of("fieldType", "field_types: {varchar: {%s: x}}"),
            Arguments.of("entity", "entities: {person: {%s: x}}"),
            Arguments.of("customField", "entities: {person: {custom: {score: {%s: x}}}}"),
            Arguments.of("customFields", "custom_fields: {%s: x}"),
            Arguments.of("word", "words: {tag: {%s: x}}"),
            Arguments.of("rule", "objects: {person: {%s: x}}"),
            Arguments.of("existing", "objects: {person: {existing: {%s: x}}}"),
            Arguments.of("policyGroup", "objects: {person: {existing: {groups: {a: {%s: x}}}}}"),
            Arguments.of("expressionKeys", "objects: {person: {fields: {name: {from: email, %s: x}}}}"),
            Arguments.of("formula", "objects: {person: {when: {%s: x}}}"),
            Arguments.of("exclusion", "exclude: {owner: {%s: x}}"));

    static Stream<Arguments> keys() {
        JsonNode schema = JsonMapper.shared().readTree(MappingSchema.text());
        List<Arguments> keys = new ArrayList<>();
        PLACES.forEach(place -> {
            String level = String.valueOf(place.get()[0]);
            JsonNode definition = level.equals("file") ? schema : schema.at("/$defs/" + level);
            definition
                    .path("properties")
                    .propertyNames()
                    .forEach(key -> keys.add(
                            Arguments.of(level, String.valueOf(place.get()[1]).formatted(key), key)));
        });
        return keys.stream();
    }

    static Stream<Arguments> places() {
        return PLACES.stream();
    }

    @Test
    void isPublishedAsItIs() throws IOException {
        // Given
        String schema = MappingSchema.text();
        if (Boolean.getBoolean("mapping.schema.write")) {
            Files.writeString(PUBLISHED, schema);
        }

        // When
        String published = Files.readString(PUBLISHED);

        // Then
        assertThat(published).isEqualTo(schema);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipedrive", "freshsales", "dynamics", "highlevel"})
    void takesEveryDefault(String destination) {
        // Given
        String defaults = MappingFile.defaults(destination);

        // When / Then
        assertThat(complaints(MappingSchema.text(), defaults)).isEmpty();
        assertThat(complaints(MappingSchema.text(destination), defaults)).isEmpty();
        assertThat(problems(destination, "{}")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void namesOnlyKeysTheReaderKnows(String level, String file, String key) {
        assertThat(problems("pipedrive", file))
                .as("%s of %s", key, level)
                .noneMatch(problem ->
                        problem.message().startsWith("unknown key") && ("." + problem.key()).endsWith("." + key));
    }

    @ParameterizedTest
    @MethodSource("places")
    void refusesTheKeysTheReaderRefuses(String level, String place) {
        // Given
        String file = place.formatted("zzz");

        // When / Then
        assertThat(complaints(MappingSchema.text(), file)).as(level).isNotEmpty();
        assertThat(problems("pipedrive", file))
                .as(level)
                .anyMatch(problem -> problem.message().startsWith("unknown key"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objcts: {person: {phase: 2}} | objcts | objects",
                "choices: {deals_fro: orders} | choices.deals_fro | deals_from",
                "suppress: [suspect.tst] | suppress | suspect.test",
                "entities: {person: {lables: x}} | entities.person.lables | labels",
                "entities: {person: {match_by: [emial]}} | entities.person.match_by | email",
                "entities: {person: {custom: {score: {nam: x}}}} | entities.person.custom.score.nam | name",
                "entities: {person: {custom: {score: {type: varchr}}}} | entities.person.custom.score.type | varchar",
                "custom_fields: {onn: person} | custom_fields.onn | on",
                "words: {tag: {wrod: x}} | words.tag.wrod | word",
                "words: {tag: {source: TAGS}} | words.tag.source | TAG",
                "words: {tag: {in: label}} | words.tag.in | labels",
                "objects: {person: {feilds: {name: email}}} | objects.person.feilds | fields",
                "objects: {person: {type: persn}} | objects.person.type | person",
                "objects: {person: {match: [e-mail]}} | objects.person.match | email",
                "objects: {person: {requires: [nam]}} | objects.person.requires | name",
                "objects: {person: {fields: {nme: email}}} | objects.person.fields.nme | name",
                "objects: {person: {fields: {name: emial}}} | objects.person.fields.name | email",
                "objects: {person: {fields: {name: {form: email}}}} | objects.person.fields.name.form | from",
                "objects: {person: {fields: {name: {from: email, then: uper}}}} | objects.person.fields.name.then | upper",
                "objects: {person: {fields: {name: 'a {emial}'}}} | objects.person.fields.name | email",
                "objects: {person: {fields: {organization: {reference: organisation, to: company}}}} | objects.person.fields.organization.reference | organization",
                "objects: {person: {fields: {organization: {reference: organization, to: compny}}}} | objects.person.fields.organization.to | company",
                "objects: {person: {existing: {polcy: fill}}} | objects.person.existing.polcy | policy",
                "objects: {person: {existing: {policy: fil}}} | objects.person.existing.policy | fill",
                "objects: {person: {existing: {groups: {a: {fields: [nam], policy: fill}}}}} | objects.person.existing.groups.a.fields | name",
                "objects: {person: {when: has emial}} | objects.person.when | email",
                "exclude: {owner: {resaon: x}} | exclude.owner.resaon | reason"
            })
    void suggestsTheNearestNameAtEveryLevel(String file, String key, String nearest) {
        assertThat(problems("pipedrive", "# a comment\n" + file)).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.place().line()).isEqualTo(2);
            assertThat(problem.message()).contains("did you mean '" + nearest + "'?");
        });
    }

    @Test
    void saysWhatMayBeChosenOfADestination() {
        // Given
        String schema = MappingSchema.text("pipedrive");

        // When / Then
        assertThat(complaints(schema, "choices: {lists: labels, single_person_organizations: yes}"))
                .isEmpty();
        assertThat(complaints(schema, "choices: {lists: groups}")).isNotEmpty();
        assertThat(complaints(schema, "choices: {list: labels}")).isNotEmpty();
    }

    private static List<Problem> problems(String destination, String file) {
        try {
            MappingFile.complete(destination, file);
            return List.of();
        } catch (InvalidMapping invalid) {
            return invalid.problems();
        }
    }

    private static List<String> complaints(String schema, String yaml) {
        Schema read = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema, InputFormat.JSON);
        return read.validate(yaml, InputFormat.YAML).stream()
                .map(Object::toString)
                .toList();
    }
}
