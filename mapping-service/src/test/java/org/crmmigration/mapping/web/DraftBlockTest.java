package org.crmmigration.mapping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DraftBlockTest {

    private static final List<String> BLOCK = List.of("owners:", "  'a@example.org': 'b@example.org'");

    @Test
    void addsABlockAndKeepsComments() {
        assertThat(DraftBlock.set("# why\nchoices:\n  lists: labels # as agreed\n", "owners", BLOCK))
                .isEqualTo(
                        "# why\nchoices:\n  lists: labels # as agreed\nowners:\n  'a@example.org': 'b@example.org'\n");
    }

    @Test
    void replacesTheBlockThatWasThere() {
        // Given
        String before = "owners:\n  'x@example.org': 'y@example.org'\nunmapped: leave\n";

        // When // Then
        assertThat(DraftBlock.set(before, "owners", BLOCK))
                .isEqualTo("unmapped: leave\nowners:\n  'a@example.org': 'b@example.org'\n");
    }

    @Test
    void beginsAnEmptyFile() {
        assertThat(DraftBlock.set("{}\n", "owners", BLOCK)).startsWith("owners:");
        assertThat(DraftBlock.set("owners:\n  'a@example.org': 'b@example.org'\n", "owners", List.of()))
                .isEqualTo("{}\n");
    }

    @Test
    void keepsABlockThatTheNewTextDoesNotHave() {
        // Given
        String older = "choices:\n  lists: labels\nowners:\n  'a@example.org': 'b@example.org'\n";

        // When // Then
        assertThat(DraftBlock.keep("unmapped: clear\n", "owners", older))
                .isEqualTo("unmapped: clear\nowners:\n  'a@example.org': 'b@example.org'\n");
        assertThat(DraftBlock.keep("owners: {}\n", "owners", older)).isEqualTo("owners: {}\n");
        assertThat(DraftBlock.keep("# mine\n", "owners", "unmapped: leave\n")).isEqualTo("# mine\n");
    }
}
