package org.crmmigration.mapping.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.command.RunScope.Reach;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.ObjectKey;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final SourceRecord LIST = new SourceRecord(
            "export-1",
            0,
            Kind.LIST,
            "list:1",
            "",
            Change.NEW,
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of());

    /** A contact names its lists by their names, so nothing would bring them along. */
    @Test
    void bringsTheVocabularyIntoASampleAndCountsNothingElseOfIt() {
        // Given
        RunScope sample = new RunScope(Reach.SAMPLE, Set.of(), Set.of("contact|contact:1"));

        // When
        Selection selection = new Selection(sample, Selection.AS_PLANNED, 0);

        // Then
        assertThat(selection.takes(LIST, 0)).isTrue();
        assertThat(selection.takes(LIST, 5)).isFalse();
        assertThat(selection.says(
                        new ObjectCommand(
                                "run-1", 0, Action.UPSERT, new ObjectKey("list", "list:1"), "", Map.of(), List.of()),
                        LIST))
                .isTrue();
        assertThat(selection.says(new RecordExcluded("run-1", "list", "list:1", "not_used", ""), LIST))
                .isFalse();
    }
}
