package org.crmmigration.mapping.rule;

import java.util.List;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.jspecify.annotations.Nullable;

/**
 * Text with places for values, for example <code>{product_name} #{transaction_id}</code>.
 *
 * @param literals the text around the places: one more than there are paths
 */
public record Template(List<String> literals, List<Path> paths) {

    /** Copies the lists. */
    public Template {
        literals = List.copyOf(literals);
        paths = List.copyOf(paths);
    }

    /** The text; {@code null} when there are places and none has a value. */
    public @Nullable String of(Source source) {
        StringBuilder text = new StringBuilder(literals.getFirst());
        boolean found = paths.isEmpty();
        for (int i = 0; i < paths.size(); i++) {
            Value value = paths.get(i).of(source);
            String readable = value == null ? "" : ValueText.readable(value);
            found |= !readable.isEmpty();
            text.append(readable).append(literals.get(i + 1));
        }
        return found ? text.toString().strip() : null;
    }
}
