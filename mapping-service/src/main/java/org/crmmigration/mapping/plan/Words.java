package org.crmmigration.mapping.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Source;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The catalogue records behind labels and options: which record a word comes from, and its one spelling. */
final class Words {

    private final List<Mapping.Word> rules;
    private final Map<String, Map<String, Known>> byField = new HashMap<>();

    /** A word and the record it comes from. */
    record Known(String spelling, String sourceKey) {}

    Words(List<Mapping.Word> rules) {
        this.rules = rules;
    }

    void see(SourceRecord record, Source source) {
        for (Mapping.Word rule : rules) {
            String word = rule.source() == record.kind() && rule.when().holds(source)
                    ? rule.word().of(source)
                    : null;
            if (word != null) {
                byField.computeIfAbsent(rule.field(), _ -> new HashMap<>())
                        .putIfAbsent(Spellings.folded(word), new Known(word, record.sourceKey()));
            }
        }
    }

    @Nullable
    Known find(String field, String word) {
        return byField.getOrDefault(field, Map.of()).get(Spellings.folded(word));
    }
}
