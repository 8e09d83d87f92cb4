package org.crmmigration.mapping.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.crmmigration.mapping.kit.MappingJson;
import org.crmmigration.mapping.kit.MappingKit;
import org.crmmigration.messaging.record.Finding;
import org.junit.jupiter.api.Test;

class FindingsTest {

    @Test
    void warnsWhenThePlanAllowsFewerFields() {
        // Given
        MappingKit kit = MappingKit.of("pipedrive", "choices: {plan_field_limit: 1}");

        // When
        List<Finding> findings = kit.findings(
                MappingJson.records(
                        "[{\"kind\": \"contact\", \"key\": \"contact:1\", \"fields\": {\"email\": \"a@example.org\", \"score\": 1}}]"));

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("M01");
            assertThat(finding.message()).contains("2 custom fields").contains("allows 1");
        });
    }

    @Test
    void saysWhichFieldWasWidenedWithoutNamingAValue() {
        // Given
        String records = """
                [{"kind": "contact", "key": "contact:1", "fields": {"email": "a@example.org", "score": "forty-two"}}]
                """;

        // When
        List<Finding> findings = MappingKit.of("pipedrive", "").findings(MappingJson.records(records));

        // Then
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("M02");
            assertThat(finding.column()).isEqualTo("field:person:score");
            assertThat(finding.message()).contains("double").contains("varchar").doesNotContain("forty");
        });
    }
}
