package org.crmmigration.mapping.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MappingDiffTest {

    @Test
    void namesObjectAndField() {
        // Given
        String expected = """
                [{"phase": 2, "key": "person|contact:1", "fields": {"name": "Ada", "phones": ["1"]}, "origins": []},
                 {"phase": 2, "key": "person|contact:2", "fields": {}, "origins": []},
                 {"excluded": "contact:3", "reason": "choice"}]
                """;
        String found = """
                [{"excluded": "contact:3", "reason": "suppressed.deleted"},
                 {"phase": 3, "key": "person|contact:1", "fields": {"name": "Bob", "emails": []}, "origins": []},
                 {"phase": 2, "key": "person|contact:4", "fields": {"name": "New"}, "origins": []}]
                """;

        // When / Then
        assertThat(MappingDiff.of(expected, found))
                .containsExactly(
                        "person|contact:1 phase: expected 2, found 3",
                        "person|contact:1 name: expected \"Ada\", found \"Bob\"",
                        "person|contact:1 phones: expected [\"1\"], found nothing",
                        "person|contact:1 emails: not expected, found []",
                        "person|contact:2: expected, and not there",
                        "excluded contact:3 reason: expected \"choice\", found \"suppressed.deleted\"",
                        "person|contact:4: there, and not expected: {\"name\":\"New\"}");
        assertThat(MappingDiff.of(found, found)).isEmpty();
    }
}
