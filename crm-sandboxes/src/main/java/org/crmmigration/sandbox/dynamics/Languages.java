package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.dynamics.refusal.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The organisation's language: what is made needs its labels in it, and what is read has them in it. */
final class Languages {

    private static final String LABELS = "LocalizedLabels";
    private static final String CODE = "LanguageCode";

    private Languages() {}

    /** Refuses a label without a text in the organisation's language. */
    static void check(JsonNode definition, int language) {
        JsonNode labels = definition.path(LABELS);
        boolean spoken = labels.isEmpty()
                || labels.valueStream().anyMatch(label -> label.path(CODE).asInt(0) == language);
        if (!spoken) {
            throw Refusal.invalid("The label for the base language " + language + " of the organization is missing.");
        }
        definition.forEach(member -> check(member, language));
    }

    /** Gives all labels of an answer the organisation's language. */
    static ObjectNode spoken(ObjectNode answer, int language) {
        answer.findParents(CODE).forEach(label -> ((ObjectNode) label).put(CODE, language));
        return answer;
    }
}
