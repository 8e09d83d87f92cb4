package org.crmmigration.mapping.plan;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.crmmigration.messaging.value.Value;

/** The labels that the objects of one type carry, each in one spelling. */
final class LabelUse {

    private final String field;
    private final Words words;
    private final Spellings spellings = new Spellings();
    private final TreeSet<String> origins = new TreeSet<>();

    LabelUse(String field, Words words) {
        this.field = field;
        this.words = words;
    }

    void see(Value value) {
        for (String label : FieldUse.texts(value)) {
            if (!label.isBlank()) {
                see(label);
            }
        }
    }

    private void see(String label) {
        if (spellings.has(label)) {
            return;
        }
        Words.Known known = words.find(field, label);
        spellings.add(label, known == null ? label : known.spelling());
        if (known != null) {
            origins.add(known.sourceKey());
        }
    }

    boolean used() {
        return spellings.size() > 0;
    }

    /** Every label, sorted. */
    List<String> names() {
        return List.copyOf(new TreeSet<>(spellings.all()));
    }

    Collection<String> origins() {
        return origins;
    }

    /** The labels of one object in their one spelling. */
    Value.Texts spelled(Value value) {
        Set<String> labels = new LinkedHashSet<>();
        for (String label : FieldUse.texts(value)) {
            if (!label.isBlank()) {
                labels.add(spellings.of(label));
            }
        }
        return new Value.Texts(List.copyOf(labels));
    }
}
