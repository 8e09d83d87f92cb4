package org.crmmigration.mapping.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.crmmigration.messaging.value.Value;

/** The labels that the objects of one type carry, each in one spelling. */
final class LabelUse {

    private final String field;
    private final Words words;
    private final Map<String, String> spellings = new HashMap<>();
    private final TreeSet<String> origins = new TreeSet<>();

    LabelUse(String field, Words words) {
        this.field = field;
        this.words = words;
    }

    void see(Value value) {
        FieldUse.texts(value).filter(label -> !label.isBlank()).forEach(this::see);
    }

    private void see(String label) {
        if (spellings.containsKey(FieldUse.folded(label))) {
            return;
        }
        Words.Known known = words.find(field, label);
        spellings.put(FieldUse.folded(label), known == null ? label : known.spelling());
        if (known != null) {
            origins.add(known.sourceKey());
        }
    }

    boolean used() {
        return !spellings.isEmpty();
    }

    /** Every label, sorted. */
    List<String> names() {
        return List.copyOf(new TreeSet<>(spellings.values()));
    }

    Collection<String> origins() {
        return origins;
    }

    /** The labels of one object in their one spelling. */
    Value.Texts spelled(Value value) {
        return new Value.Texts(FieldUse.texts(value)
                .filter(label -> !label.isBlank())
                .map(label -> spellings.getOrDefault(FieldUse.folded(label), label))
                .distinct()
                .toList());
    }
}
