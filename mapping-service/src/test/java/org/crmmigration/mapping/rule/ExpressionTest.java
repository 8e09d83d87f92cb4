package org.crmmigration.mapping.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.crmmigration.mapping.kit.MappingJson;
import org.crmmigration.mapping.kit.MappingKit;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each expression stands for a person's name; the record has the fields below. */
class ExpressionTest {

    private static final String RECORD = """
            [{"kind": "contact", "key": "contact:7", "createdAt": "2024-01-01T03:00:00Z", "flags": ["suspect.typo"],
              "references": {"company": "company:1"},
              "fields": {"email": "ada@example.org", "first_name": "Ada", "full_name": "  Ada \\n Lovelace ",
                         "score": 95, "tags": ["A", "b", "a"], "lists": [], "lead_source": null, "custom.size": 42, "blacklisted": true,
                         "derived.lifetime_spend": {"money": "12.50 EUR"},
                         "derived.last_purchase_at": {"moment": "2025-12-31T23:30:00Z"}, "city": "<b>\\nx",
                         "time_zone": " a  b\\tc d "}}]
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "email | ada@example.org",
                "'{first_name} ({email})' | Ada (ada@example.org)",
                "'{first_name} {phone}' | Ada",
                "'{phone}' | -",
                "lead_source | NOTHING",
                "{first: [phone, lead_source, first_name]} | Ada",
                "{first: [phone, lead_source]} | NOTHING",
                "{constant: yes} | yes",
                "{all: [tags, first_name]} | A, b, Ada",
                "{all: [phone, lists]} | ``",
                "{all: [phone]} | -",
                "{from: tags, prefix: 't_'} | t_A, t_b, t_a",
                "{join: [first_name, phone, email], with: '/'} | Ada/ada@example.org",
                "{lines: ['A {phone}', 'B {first_name}', 'C'], then: html} | B Ada<br>C",
                "{sum: [derived.lifetime_spend, derived.lifetime_spend, score]} | 25 EUR",
                "{from: derived.lifetime_spend, then: zero} | 0 EUR",
                "{from: derived.lifetime_spend, then: amount} | 12.5",
                "{from: derived.last_purchase_at, then: date} | 2025-12-31",
                "{from: record.created_at, then: date} | 2023-12-31",
                "{from: record.created_at, then: date_utc} | 2024-01-01",
                "{from: record.created_at, then: time_utc} | 03:00",
                "{from: score, then: duration} | 01:35",
                "{from: full_name, then: [one_line, upper]} | ADA LOVELACE",
                "{from: full_name, then: one_line} | Ada Lovelace",
                "{from: time_zone, then: one_line} | a b c d",
                "{from: city, then: html} | &lt;b&gt;<br>x",
                "{from: first_name, map: {ada: Countess}} | Countess",
                "{from: first_name, map: {bob: x}, otherwise: other} | other",
                "{from: first_name, map: {bob: x}} | Ada",
                "{from: email, max: 5} | ada@…",
                "{from: email, when: has phone} | -",
                "{from: email, when: score is positive and blacklisted is yes} | ada@example.org",
                "{from: email, when: 'has phone or first_name is bob, ada'} | ada@example.org",
                "{from: email, when: [has email, lacks phone]} | ada@example.org",
                "{from: email, when: [has email, has phone]} | -",
                "{from: email, when: tags contains b} | ada@example.org",
                "{from: email, when: flagged suspect.typo} | ada@example.org",
                "{from: email, when: derived.last_purchase_at is past} | ada@example.org",
                "{from: email, when: derived.last_purchase_at is not past} | -",
                "{from: email, when: choice.lists is labels} | ada@example.org",
                "{from: email, when: choice.lists is multi_option_field} | -",
                "{from: email, when: choice.lists is not multi_option_field} | ada@example.org",
                "{from: email, when: choice.lists is not labels or has phone} | -",
                "{from: email, when: choice.lists is not labels or has email} | ada@example.org",
                "{from: email, when: choice.lists is labels and has phone} | -",
                "{from: email, when: choice.lists is labels and has email} | ada@example.org",
                "{from: email, when: [has email, choice.lists is not labels]} | -",
                "{from: email, when: 'tags does not contain b'} | -",
                "{from: email, when: 'tags does not contain zz and has email'} | ada@example.org",
                "{from: email, when: {cel: 'score > 90 && given(city) && !given(phone)'}} | ada@example.org",
                "{from: email, when: [has email, {cel: 'score < 90'}]} | -",
                "{cel: 'first_name + \" \" + string(score)'} | Ada 95",
                "{cel: 'phone + \"!\"'} | -",
                "{cel: 'given(phone) ? phone : email'} | ada@example.org",
                "{cel: 'derived.lifetime_spend / 4.0'} | 3.125",
                "{cel: 'derived.lifetime_spend / 4.0', currency: derived.lifetime_spend} | 3.125 EUR",
                "{cel: 'derived.lifetime_spend.currency'} | EUR",
                "{cel: 'score / 0'} | -",
                "{cel: 'tags.filter(t, t != \"b\")'} | A, a",
                "{cel: 'derived.last_purchase_at + duration(\"30m\")', then: time_utc} | 00:00",
                "{cel: 'derived.last_purchase_at < as_of'} | yes",
                "{cel: 'choice.lists == \"labels\" ? record.key : ref.company'} | contact:7",
                "{cel: 'custom.size * 2'} | 84",
                "{cel: 'custom.shape'} | -",
                "{cel: 'given(custom.size) && !given(custom.shape)'} | yes",
                "{from: ref.company} | company:1",
                "{from: record.key} | contact:7",
                "{reference: organization, to: company} | -",
                "{reference: organization, to: self} | -"
            })
    void takesTheValueItSays(String expression, String expected) {
        // Given
        MappingKit kit = MappingKit.of("pipedrive", """
                objects:
                  person:
                    fields:
                      name: %s
                """.formatted(expression));

        // When
        List<ObjectCommand> persons = kit.commands(MappingJson.records(RECORD)).stream()
                .filter(ObjectCommand.class::isInstance)
                .map(ObjectCommand.class::cast)
                .filter(command -> command.key().objectType().equals("person"))
                .toList();

        // Then
        assertThat(persons)
                .singleElement()
                .satisfies(person -> assertThat(written(person.fields().get("name")))
                        .isEqualTo(Objects.requireNonNullElse(expected, "")));
    }

    private static String written(@Nullable Value value) {
        return switch (value) {
            case null -> "-";
            case Value.Nothing _ -> "NOTHING";
            default -> ValueText.readable(value);
        };
    }
}
