package org.crmmigration.sandbox.dynamics;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How several values become one text to look up. */
final class Keys {

    private Keys() {}

    /** Null when a value is missing: such rows have no key. */
    static @Nullable String join(List<JsonNode> values, boolean ignoreCase) {
        StringBuilder text = new StringBuilder();
        for (JsonNode value : values) {
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            text.append(one(value, ignoreCase)).append('\u0001');
        }
        return text.toString();
    }

    static String single(JsonNode value) {
        return one(value, true) + '\u0001';
    }

    static String single(String value) {
        return value.toLowerCase(Locale.ROOT) + '\u0001';
    }

    private static String one(JsonNode value, boolean ignoreCase) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        String text = value.asString();
        return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
    }
}
