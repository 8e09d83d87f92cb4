package org.crmmigration.mapping.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.mapping.kit.MappingJson;
import org.crmmigration.mapping.run.Preview;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.record.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What a run would say. The examples hold personal data and are for the caller alone.
 *
 * @param commands object type to count
 * @param phases phase to count
 * @param excluded reason to count
 * @param vocabulary fields, labels, pipelines and stages that would be made
 * @param warnings what a person should know before confirming
 */
public record PreviewView(
        String export,
        Map<String, Long> commands,
        Map<Integer, Long> phases,
        Map<String, Long> excluded,
        List<ObjectView> vocabulary,
        List<ObjectView> examples,
        List<String> warnings) {

    /** An object: logical names to values as {@link MappingJson} writes them. */
    public record ObjectView(int phase, String key, Map<String, @Nullable Object> fields) {}

    static PreviewView of(String export, Preview.Outcome outcome) {
        return new PreviewView(
                export,
                outcome.commands(),
                outcome.phases(),
                outcome.excluded(),
                outcome.vocabulary().stream().map(PreviewView::object).toList(),
                outcome.examples().stream().map(PreviewView::object).toList(),
                outcome.findings().stream().map(PreviewView::warning).toList());
    }

    private static ObjectView object(ObjectCommand command) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        command.fields().forEach((name, value) -> fields.put(name, MappingJson.plain(value)));
        return new ObjectView(command.phase(), command.key().toString(), fields);
    }

    private static String warning(Finding finding) {
        String where = finding.column().isEmpty() ? "" : finding.column() + ": ";
        return finding.rule() + " " + where + finding.message() + " " + finding.advice();
    }
}
