package org.crmmigration.pipedrive;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crmmigration.loader.http.Json;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An account's vocabulary at one moment. Immutable.
 *
 * @param fields by entity and code
 * @param users ids of active users by e-mail address in lower case
 * @param former e-mail addresses of users who are not active, in lower case
 * @param activityTypes key strings by key string and by name, in lower case
 */
record LiveSchema(
        Map<Entity, Map<String, FieldDef>> fields,
        Map<String, Long> users,
        Set<String> former,
        Map<String, String> activityTypes) {

    static final LiveSchema EMPTY = new LiveSchema(Map.of(), Map.of(), Set.of(), Map.of());

    /** Copies. */
    LiveSchema {
        fields = Map.copyOf(fields);
        users = Map.copyOf(users);
        former = Set.copyOf(former);
        activityTypes = Map.copyOf(activityTypes);
    }

    /** Reads everything: the token's own user first, for a wrong token should fail at the lowest cost. */
    static LiveSchema read(PipedriveApi api) {
        api.get("/api/v1/users/me", Map.of());
        Map<Entity, Map<String, FieldDef>> fields = new EnumMap<>(Entity.class);
        for (Entity entity : Entity.values()) {
            fields.put(entity, fields(api, entity));
        }
        JsonNode users = api.get("/api/v1/users", Map.of());
        return new LiveSchema(fields, active(users), former(users), activityTypes(api));
    }

    static Map<String, FieldDef> fields(PipedriveApi api, Entity entity) {
        Map<String, FieldDef> fields = new LinkedHashMap<>();
        for (JsonNode field : api.all(entity.fieldsRoute(), Map.of("limit", "" + PipedriveApi.PAGE))) {
            fields.put(Json.text(field, "field_code"), FieldDef.of(field));
        }
        return fields;
    }

    private static Map<String, Long> active(JsonNode all) {
        Map<String, Long> users = new HashMap<>();
        for (JsonNode user : all) {
            if (isActive(user)) {
                users.putIfAbsent(email(user), user.path("id").asLong());
            }
        }
        return users;
    }

    private static Set<String> former(JsonNode all) {
        Set<String> former = new HashSet<>();
        for (JsonNode user : all) {
            if (!isActive(user)) {
                former.add(email(user));
            }
        }
        former.removeAll(active(all).keySet());
        return former;
    }

    private static boolean isActive(JsonNode user) {
        return user.path("active_flag").asBoolean(false)
                && !user.path("is_deleted").asBoolean(false);
    }

    private static String email(JsonNode user) {
        return Json.text(user, "email").toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> activityTypes(PipedriveApi api) {
        Map<String, String> types = new HashMap<>();
        for (JsonNode type : api.get("/api/v1/activityTypes", Map.of())) {
            if (type.path("active_flag").asBoolean(true)) {
                String key = Json.text(type, "key_string");
                types.putIfAbsent(Json.text(type, "name").toLowerCase(Locale.ROOT), key);
                types.put(key.toLowerCase(Locale.ROOT), key);
            }
        }
        return types;
    }

    Optional<FieldDef> field(Entity entity, String code) {
        return Optional.ofNullable(fields.getOrDefault(entity, Map.of()).get(code));
    }

    /** A custom field by its name. */
    Optional<FieldDef> customField(Entity entity, String name) {
        return fields.getOrDefault(entity, Map.of()).values().stream()
                .filter(field -> field.custom() && field.name().strip().equals(name.strip()))
                .findFirst();
    }

    /** The entity that has a custom field of this code; codes are random, so there is one at most. */
    Optional<Entity> entityOf(String code) {
        return fields.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(code))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Nullable
    Long user(String email) {
        return users.get(email.strip().toLowerCase(Locale.ROOT));
    }

    @Nullable
    String activityType(String name) {
        return activityTypes.get(name.strip().toLowerCase(Locale.ROOT));
    }

    LiveSchema with(Entity entity, FieldDef field) {
        Map<String, FieldDef> ofEntity = new LinkedHashMap<>(fields.getOrDefault(entity, Map.of()));
        ofEntity.put(field.code(), field);
        return withAll(entity, ofEntity);
    }

    LiveSchema without(Entity entity, String code) {
        Map<String, FieldDef> ofEntity = new LinkedHashMap<>(fields.getOrDefault(entity, Map.of()));
        ofEntity.remove(code);
        return withAll(entity, ofEntity);
    }

    LiveSchema withAll(Entity entity, Map<String, FieldDef> ofEntity) {
        Map<Entity, Map<String, FieldDef>> all = new HashMap<>(fields);
        all.put(entity, ofEntity);
        return new LiveSchema(all, users, former, activityTypes);
    }
}
