package org.crmmigration.pipedrive;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.ObjectToWrite;
import org.crmmigration.loader.port.ReadBack;
import org.crmmigration.loader.port.ReadBack.FieldCheck;
import org.crmmigration.loader.port.ReadBack.Verdict;
import org.crmmigration.loader.port.Standing;
import org.crmmigration.loader.port.UpdatePlan;
import org.crmmigration.loader.port.Written;
import org.crmmigration.loader.port.Written.Conflict;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.messaging.value.ValueText;
import org.crmmigration.pipedrive.api.PipedriveApi;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Users invited by their e-mail addresses, which needs an administrator and takes a seat. One that is there is left alone,
 * switched off or not. Pipedrive deletes no users: taking one back switches it off, unless the person has accepted.
 *
 * <p>Source: Pipedrive's OpenAPI file v1, {@code POST /users}, {@code PUT /users/{id}}.
 */
record Users(PipedriveApi api) implements TypedObjects {

    static final String TYPE = "user";

    private static final String ROUTE = "/api/v1/users";
    private static final String ONE = "/api/v1/users/{id}";
    private static final String OWNER = "owner";
    private static final String ACTIVE = "active_flag";

    /** One at a time: two owners may be handed over to the same new user, who is invited once. */
    @Override
    public synchronized Written create(ObjectToWrite object) {
        String email = email(object);
        return list().stream()
                .filter(user -> email(user).equals(email))
                .findFirst()
                .map(user -> written(user, Map.of("existed", "1")))
                .orElseGet(() -> written(api.post(ROUTE, invitation(email)), Map.of()));
    }

    private static ObjectNode invitation(String email) {
        ArrayNode access = Json.array();
        access.add(Json.object().put("app", "sales").put("admin", false));
        ObjectNode invitation = Json.object().put("email", email).put(ACTIVE, true);
        invitation.set("access", access);
        return invitation;
    }

    /** Nothing of a user is ours to change. */
    @Override
    public Optional<UpdatePlan> planUpdate(String crmId, ObjectToWrite object, @Nullable String lastWritten) {
        return user(crmId).map(user -> new UpdatePlan(TYPE, crmId, "{}", "{}", text(user), List.of()));
    }

    @Override
    public Written update(UpdatePlan plan) {
        return Written.of(plan.crmId(), plan.written());
    }

    /** Of users that came later than the floor: an older one is nobody we invited. */
    @Override
    public Map<ObjectKey, List<Written>> find(Collection<ObjectToWrite> wanted, @Nullable String floor) {
        long highest = floor == null ? 0 : Long.parseLong(floor);
        Map<String, JsonNode> later = list().stream()
                .filter(user -> user.path("id").asLong() > highest)
                .collect(Collectors.toMap(Users::email, user -> user, (one, _) -> one));
        Map<ObjectKey, List<Written>> found = new LinkedHashMap<>();
        for (ObjectToWrite object : wanted) {
            JsonNode user = later.get(email(object));
            if (user != null) {
                found.put(object.key(), List.of(written(user, Map.of())));
            }
        }
        return found;
    }

    @Override
    public String floor() {
        return Long.toString(list().stream()
                .mapToLong(user -> user.path("id").asLong())
                .max()
                .orElse(0));
    }

    @Override
    public List<ReadBack> readBack(Map<String, ObjectToWrite> expected) {
        Map<String, JsonNode> users = byId();
        return expected.entrySet().stream()
                .map(entry -> compared(entry.getKey(), users.get(entry.getKey()), email(entry.getValue())))
                .toList();
    }

    private static ReadBack compared(String id, @Nullable JsonNode user, String email) {
        if (user == null) {
            return new ReadBack(id, false, List.of());
        }
        boolean same = email(user).equals(email);
        return new ReadBack(
                id,
                true,
                List.of(new FieldCheck(
                        OWNER, same ? Verdict.EQUAL : Verdict.DIFFERENT, same ? "" : "the user has another address")));
    }

    @Override
    public Optional<String> image(String crmId) {
        return user(crmId).map(Users::text);
    }

    /** Whoever has accepted the invitation works there: that is an edit. */
    @Override
    public Map<String, Standing> stand(Map<String, Standing.LastWrite> last) {
        Map<String, JsonNode> users = byId();
        Map<String, Standing> standings = new LinkedHashMap<>();
        last.keySet().forEach(id -> {
            JsonNode user = users.get(id);
            if (user != null) {
                boolean accepted = user.path("activated").asBoolean(false);
                standings.put(id, new Standing(text(user), accepted ? List.of(new Conflict("activated")) : List.of()));
            }
        });
        return standings;
    }

    /** Those that are switched on. */
    @Override
    public Set<String> present(Collection<String> crmIds) {
        Map<String, JsonNode> users = byId();
        return crmIds.stream()
                .filter(id -> {
                    JsonNode user = users.get(id);
                    return user != null && user.path(ACTIVE).asBoolean(false);
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void delete(String crmId) {
        api.change("PUT", ONE, crmId, Json.object().put(ACTIVE, false));
    }

    @Override
    public Written restore(String crmId, String beforeImage, @Nullable String lastWritten) {
        return Written.of(crmId, lastWritten == null ? "{}" : lastWritten);
    }

    private List<JsonNode> list() {
        return api.get(ROUTE, Map.of()).valueStream().toList();
    }

    private Map<String, JsonNode> byId() {
        return list().stream().collect(Collectors.toMap(user -> Json.text(user, "id"), user -> user));
    }

    private Optional<JsonNode> user(String crmId) {
        return Optional.ofNullable(byId().get(crmId));
    }

    private static Written written(JsonNode user, Map<String, String> attributes) {
        return new Written(Json.text(user, "id"), text(user), attributes, List.of());
    }

    private static String text(JsonNode user) {
        return Json.text(Json.object()
                .put(OWNER, email(user))
                .put(ACTIVE, user.path(ACTIVE).asBoolean(false)));
    }

    private static String email(JsonNode user) {
        return Json.text(user, "email").strip().toLowerCase(Locale.ROOT);
    }

    private static String email(ObjectToWrite object) {
        String email = ValueText.readable(object.fields().getOrDefault(OWNER, Value.NOTHING))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (email.indexOf('@') < 1) {
            throw FieldWish.refused(OWNER, "is no e-mail address");
        }
        return email;
    }
}
