package org.crmmigration.mapping.rule;

import java.util.List;
import java.util.Map;

/**
 * What the customer decided, by the name of the choice; yes and no are written so whatever the file says.
 *
 * @param values the name of a choice to its value
 */
public record Choices(Map<String, String> values) {

    /** Choice: field types by what the values look like, or all text. */
    public static final String TYPES = "custom_field_types";

    /** Choice: how many custom fields the destination's plan allows before a warning is due. */
    public static final String FIELD_LIMIT = "plan_field_limit";

    /** Copies the map. */
    public Choices {
        values = Map.copyOf(values);
    }

    /** The value; empty when there is no such choice. */
    public String of(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * What may be chosen.
     *
     * @param values the valid values, the recommended one first; empty when any text will do
     * @param about one sentence for the scope document
     */
    public record Offer(List<String> values, String about) {
        /** Copies the list. */
        public Offer {
            values = List.copyOf(values);
        }
    }

    /** The one spelling of a value: {@code true}, {@code on} and {@code Yes} are {@code yes}. */
    public static String spelled(String value) {
        return switch (value.strip()) {
            case "true", "True", "TRUE", "on", "On", "Yes", "YES" -> "yes";
            case "false", "False", "FALSE", "off", "Off", "No", "NO" -> "no";
            default -> value;
        };
    }
}
