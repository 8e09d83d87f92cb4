package org.crmmigration.pipedrive;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.crmmigration.pipedrive.api.PipedriveApi.Page;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The records of one type that were in the account before, by what they may be known by: their migration key, e-mail
 * address, website's domain or name. The list is read once, when first asked for, 500 records a call; searching for each
 * would cost 20 tokens a record and lag behind. A record that carries another object's migration key is nobody else's.
 * About 100 bytes for each word of a record.
 */
final class Existing {

    private static final String MATCH = "match";
    private static final String POLICIES = "existing";
    private static final String FILL = "fill";
    /** Several records share the word, so it tells none. */
    private static final String SEVERAL = "";

    private final Endpoint endpoint;
    private final PipedriveApi api;
    private final Map<ObjectKey, String> claims = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<ObjectKey> ambiguous = new HashSet<>();
    private @Nullable Map<String, String> ids;

    Existing(Endpoint endpoint, PipedriveApi api) {
        this.endpoint = endpoint;
        this.api = api;
    }

    /** Whether a field of a command is no value, but says how to match. */
    static boolean isAboutMatching(String logical) {
        return logical.equals(MATCH) || logical.equals(POLICIES);
    }

    /** The policy of each field by its logical name. */
    static UnaryOperator<String> policies(ObjectToWrite object) {
        Map<String, String> policies = new HashMap<>();
        texts(object, POLICIES).forEach(entry -> {
            int equals = entry.lastIndexOf('=');
            policies.put(entry.substring(0, equals), entry.substring(equals + 1));
        });
        String rest = policies.getOrDefault("*", FILL);
        return field -> policies.getOrDefault(field, rest);
    }

    /**
     * The record that is the same as the object; it is the object's from now on.
     *
     * @param keyPlace where records carry the migration key
     */
    synchronized Optional<String> claim(ObjectToWrite object, String keyPlace) {
        String known = claims.get(object.key());
        if (known != null) {
            return Optional.of(known);
        }
        Map<String, String> all = ids;
        if (all == null) {
            all = read(keyPlace);
            ids = all;
        }
        for (String rule : texts(object, MATCH)) {
            for (String word : words(rule, object)) {
                String id = all.get(word);
                if (SEVERAL.equals(id)) {
                    ambiguous.add(object.key());
                } else if (id != null && taken.add(id)) {
                    ambiguous.remove(object.key());
                    claims.put(object.key(), id);
                    return Optional.of(id);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether an object was not claimed because several records are like it. */
    synchronized boolean isAmbiguous(ObjectKey key) {
        return ambiguous.contains(key);
    }

    private Map<String, String> read(String keyPlace) {
        Map<String, String> all = new HashMap<>();
        Map<String, String> query = endpoint.newestFirst(PipedriveApi.PAGE);
        query.put("custom_fields", Wire.code(keyPlace));
        while (query != null) {
            Page page = api.page(endpoint.route(), query);
            page.rows().stream().filter(row -> !Endpoint.gone(row)).forEach(row -> {
                String id = Json.text(row, "id");
                for (String word : new HashSet<>(words(row, keyPlace))) {
                    all.merge(word, id, (one, other) -> one.equals(other) ? one : SEVERAL);
                }
            });
            query = page.next();
        }
        return all;
    }

    private static List<String> words(JsonNode row, String keyPlace) {
        String key = Wire.at(row, keyPlace).asString("");
        if (!key.isEmpty()) {
            return List.of(word("migration_key", key));
        }
        List<String> words = new ArrayList<>();
        row.path("emails").forEach(email -> add(words, "email", Json.text(email, "value")));
        add(words, "name", Json.text(row, "name"));
        add(words, "domain", host(Json.text(row, "website")));
        return words;
    }

    private static List<String> words(String rule, ObjectToWrite object) {
        List<String> words = new ArrayList<>();
        switch (rule) {
            case "migration_key" -> words.add(word(rule, object.migrationKey()));
            case "email" -> texts(object, "emails").forEach(email -> add(words, rule, email));
            case "domain" -> texts(object, "website").forEach(website -> add(words, rule, host(website)));
            default -> texts(object, rule).forEach(text -> add(words, rule, text));
        }
        return words;
    }

    private static void add(List<String> words, String rule, String text) {
        if (!text.isBlank()) {
            words.add(word(rule, text.strip().toLowerCase(Locale.ROOT)));
        }
    }

    private static String word(String rule, String text) {
        return rule + ":" + text;
    }

    private static String host(String website) {
        String text = website.strip();
        try {
            String host =
                    URI.create(text.contains("//") ? text : "https://" + text).getHost();
            return host == null ? "" : host.replaceFirst("^www\\.", "");
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static List<String> texts(ObjectToWrite object, String field) {
        return switch (object.fields().get(field)) {
            case null -> List.of();
            case Value.Nothing _ -> List.of();
            case Value.Texts list -> list.texts();
            case Value value -> List.of(ValueText.readable(value));
        };
    }
}
