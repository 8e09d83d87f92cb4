package org.crmmigration.loader.match;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;

/**
 * What a command says of a record that may be there already: its field {@code match} how it is known, its field
 * {@code existing} ({@code field=policy}, {@code *} for the rest) what becomes of its values. What it does not name is
 * filled.
 *
 * @param words {@code email}, {@code domain}, {@code name} or {@code migration_key}, the first to count first
 * @param policies by logical field
 */
public record MatchRules(List<String> words, Map<String, Policy> policies) {

    /** Nothing is looked for. */
    public static final MatchRules NONE = new MatchRules(List.of(), Map.of());

    private static final String MATCH = "match";
    private static final String EXISTING = "existing";
    private static final String REST = "*";

    /** What becomes of a value of a record that was there before. */
    public enum Policy {
        /** It stays, empty or not. */
        LEAVE,
        /** It is written where nothing stands; lists are added to. */
        FILL,
        /** It is written. */
        OVERWRITE
    }

    /** The rules of an object. */
    public static MatchRules of(ObjectToWrite object) {
        Map<String, Policy> policies = new HashMap<>();
        texts(object, EXISTING).forEach(entry -> {
            int equals = entry.lastIndexOf('=');
            policies.put(
                    entry.substring(0, equals),
                    Policy.valueOf(entry.substring(equals + 1).toUpperCase(Locale.ROOT)));
        });
        return new MatchRules(texts(object, MATCH), Map.copyOf(policies));
    }

    /** Whether an object is to be looked for before it is made. */
    public static boolean apply(ObjectToWrite object) {
        return object.fields().containsKey(MATCH);
    }

    /** Whether a field of a command is no value, but one of these rules. */
    public static boolean isRule(String logical) {
        return logical.equals(MATCH) || logical.equals(EXISTING);
    }

    /** The policy of a field by its logical name. */
    public Policy policy(String logical) {
        return policies.getOrDefault(logical, policies.getOrDefault(REST, Policy.FILL));
    }

    /** The texts of a field; none when it says nothing. */
    static List<String> texts(ObjectToWrite object, String field) {
        return switch (object.fields().get(field)) {
            case null -> List.of();
            case Value.Nothing _ -> List.of();
            case Value.Texts list -> list.texts();
            case Value value -> List.of(ValueText.readable(value));
        };
    }
}
