package org.crmmigration.mapping.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crmmigration.mapping.rule.Choices;
import org.crmmigration.mapping.rule.Mapping;
import org.crmmigration.mapping.rule.Mapping.CustomField;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;

/** The source's own custom fields as fields of the destination: name, type and options from their definitions. */
final class SourceCustoms {

    private final Mapping mapping;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, String> identifiers = new LinkedHashMap<>();

    /**
     * A custom field of the source.
     *
     * @param longest the longest value the source saw, in characters
     */
    record Definition(CustomField field, int longest, String sourceKey) {}

    SourceCustoms(Mapping mapping) {
        this.mapping = mapping;
    }

    void see(SourceRecord record) {
        String identifier = text(record, "identifier");
        if (mapping.customFields() == null || identifier.isEmpty()) {
            return;
        }
        String label = text(record, "label");
        List<String> options = options(record);
        long longest = record.fields().get("maxLength") instanceof Value.Whole whole ? whole.number() : 0;
        String slug = Mapper.slug(identifier);
        identifiers.putIfAbsent(slug, identifier);
        definitions.putIfAbsent(
                slug,
                new Definition(
                        new CustomField(
                                slug, label.isEmpty() ? identifier : label, type(record), options, false, false, ""),
                        (int) Math.min(longest, Integer.MAX_VALUE),
                        record.sourceKey()));
    }

    /** The field of a slug; one without a definition is text named by its identifier. */
    Definition of(String slug) {
        return definitions.computeIfAbsent(
                slug,
                _ -> new Definition(
                        new CustomField(slug, slug.substring("custom_".length()), plain(), List.of(), false, false, ""),
                        0,
                        ""));
    }

    /** The options its definition lists, used or not; empty when there is none. */
    List<String> options(String slug) {
        Definition known = definitions.get(slug);
        return known == null ? List.of() : known.field().options();
    }

    /** The record behind a slug; empty when there is none. */
    String origin(String slug) {
        Definition known = definitions.get(slug);
        return known == null ? "" : known.sourceKey();
    }

    /** The source's name of the field behind a slug; empty when there is none. */
    String identifier(String slug) {
        return identifiers.getOrDefault(slug, "");
    }

    private static List<String> options(SourceRecord record) {
        return record.fields().get("options") instanceof Value.Texts texts ? texts.texts() : List.of();
    }

    private String type(SourceRecord record) {
        String type = text(record, "type");
        String inferred = text(record, "inferred");
        Map<String, String> types = mapping.customFields() == null
                ? Map.of()
                : mapping.customFields().types();
        boolean infer = mapping.choices().of(Choices.TYPES).equals("inferred");
        String byLook = infer ? types.get(type + "." + inferred) : null;
        String twoValued = infer && YesNo.are(options(record)) ? types.get(type + ".yes_no") : null;
        return byLook != null ? byLook : twoValued != null ? twoValued : types.getOrDefault(type, plain());
    }

    private String plain() {
        return mapping.customFields() == null
                ? ""
                : mapping.customFields().types().getOrDefault(Mapping.CustomFields.PLAIN, "");
    }

    private static String text(SourceRecord record, String name) {
        Value value = record.fields().get(name);
        return value == null ? "" : ValueText.readable(value);
    }
}
