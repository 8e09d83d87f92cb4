package org.crmmigration.pipedrive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field of an entity as the account has it.
 *
 * @param options labels to ids in the account's order; options of system fields that have no number are left out
 */
record FieldDef(String code, String name, String type, boolean custom, Map<String, Long> options) {

    /** Copies, keeping the order. */
    FieldDef {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    static FieldDef of(JsonNode field) {
        return new FieldDef(
                Json.text(field, "field_code"),
                Json.text(field, "field_name"),
                Json.text(field, "field_type"),
                field.path("is_custom_field").asBoolean(false),
                options(field.path("options")));
    }

    static Map<String, Long> options(JsonNode array) {
        Map<String, Long> options = new LinkedHashMap<>();
        for (JsonNode option : array) {
            if (option.path("id").isIntegralNumber()) {
                options.putIfAbsent(
                        Json.text(option, "label"), option.path("id").asLong());
            }
        }
        return options;
    }

    /** An option's id by its label; letter case matters only where two labels differ in nothing else. */
    @Nullable
    Long optionId(String label) {
        Long exact = options.get(label);
        return exact != null ? exact : folded(label);
    }

    private @Nullable Long folded(String label) {
        String wanted = fold(label);
        for (Map.Entry<String, Long> option : options.entrySet()) {
            if (fold(option.getKey()).equals(wanted)) {
                return option.getValue();
            }
        }
        return null;
    }

    FieldDef withOptions(Map<String, Long> more) {
        Map<String, Long> all = new LinkedHashMap<>(options);
        all.putAll(more);
        return new FieldDef(code, name, type, custom, all);
    }

    /** Those labels the field has no option for, one of those that differ in letter case only. */
    List<String> missing(Collection<String> labels) {
        List<String> missing = new ArrayList<>();
        Set<String> folded = new HashSet<>();
        for (String label : labels) {
            if (optionId(label) == null && folded.add(fold(label))) {
                missing.add(label);
            }
        }
        return missing;
    }

    /** The ids of those labels the field has options for. */
    Map<String, Long> ids(Collection<String> labels) {
        Map<String, Long> ids = new LinkedHashMap<>();
        for (String label : labels) {
            Long id = optionId(label);
            if (id != null) {
                ids.put(label, id);
            }
        }
        return ids;
    }

    static String fold(String label) {
        return label.strip().toLowerCase(Locale.ROOT);
    }
}
