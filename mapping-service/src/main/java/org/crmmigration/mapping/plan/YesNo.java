package org.crmmigration.mapping.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;

/** Two-valued fields, whatever the source calls the two. */
final class YesNo {

    private static final Set<String> YES = Set.of("yes", "y", "true", "on");
    private static final Set<String> NO = Set.of("no", "n", "false", "off");

    private YesNo() {}

    /** Yes or no; empty when the value is neither. */
    static Optional<Boolean> of(Value value) {
        if (value instanceof Value.Flag(var on)) {
            return Optional.of(on);
        }
        String word =
                value instanceof Value.Text ? ValueText.readable(value).strip().toLowerCase(Locale.ROOT) : "";
        if (YES.contains(word)) {
            return Optional.of(true);
        }
        return NO.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /** Whether these are one word for yes and one for no. */
    static boolean are(List<String> options) {
        return options.size() == 2
                && options.stream()
                                .flatMap(option -> of(new Value.Text(option)).stream())
                                .distinct()
                                .count()
                        == 2;
    }
}
