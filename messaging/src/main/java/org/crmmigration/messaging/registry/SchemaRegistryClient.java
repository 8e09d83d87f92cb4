package org.crmmigration.messaging.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;

/**
 * The Avro part of a Confluent-compatible schema registry's REST API. Thread-safe; one instance serves a whole process.
 *
 * <p>Schemas by id and ids by schema are asked for once and kept for ever, because the registry never changes them;
 * failures are kept for the settings' back-off. Everything else is asked anew each time. All methods block, for at most
 * the request time-out per URL, and throw a {@link SchemaRegistryException}.
 *
 * @see <a href="https://docs.confluent.io/platform/8.0/schema-registry/develop/api.html">Schema Registry API</a>
 */
public final class SchemaRegistryClient implements AutoCloseable {
    private final RegistryHttp http;
    private final SingleFlightCache<Integer, Schema> schemasById;
    private final SingleFlightCache<SchemaKey, Integer> idsBySchema;

    /** @param clock times the back-off after failures */
    public SchemaRegistryClient(RegistrySettings settings, InstantSource clock) {
        this.http = new RegistryHttp(settings);
        this.schemasById = new SingleFlightCache<>(clock, settings.failureBackoff(), settings.maxFailureBackoff());
        this.idsBySchema = new SingleFlightCache<>(clock, settings.failureBackoff(), settings.maxFailureBackoff());
    }

    /**
     * Makes the schema a version of the subject unless it is one already, and returns its id.
     *
     * @throws SchemaRegistryException.IncompatibleSchema if the subject's level forbids it
     */
    public int register(String subject, Schema schema) {
        return http.exchange("POST", versions(subject), text(schema)).path("id").asInt();
    }

    /** The id to write into frames, looked up or, if asked so, registered; the answer is remembered. */
    int frameId(String subject, Schema schema, boolean register) {
        return idsBySchema.get(
                new SchemaKey(subject, schema.toString(), register),
                key -> register
                        ? register(subject, schema)
                        : lookUp(subject, schema).id());
    }

    /**
     * Finds the schema among the subject's versions.
     *
     * @throws SchemaRegistryException.SubjectNotFound if there is no such subject
     * @throws SchemaRegistryException.SchemaNotFound if none of its versions is this schema
     */
    public RegisteredSchema lookUp(String subject, Schema schema) {
        return registered(http.exchange("POST", "/subjects/" + encoded(subject), text(schema)));
    }

    /**
     * The schema that a frame with this id was written with; asked once, then remembered.
     *
     * @throws SchemaRegistryException.SchemaNotFound if the registry never gave out this id
     */
    public Schema byId(int id) {
        return schemasById.get(
                id,
                key -> parsed(http.exchange("GET", "/schemas/ids/" + key, null)
                        .path("schema")
                        .asString()));
    }

    /** The subject's newest version. */
    public RegisteredSchema latest(String subject) {
        return registered(http.exchange("GET", versions(subject) + "/latest", null));
    }

    /** One version of the subject. */
    public RegisteredSchema version(String subject, int version) {
        return registered(http.exchange("GET", versions(subject) + "/" + version, null));
    }

    /** All subjects that are not deleted. */
    public List<String> subjects() {
        return http.exchange("GET", "/subjects", null).values().stream()
                .map(JsonNode::asString)
                .toList();
    }

    /** The subject's version numbers, rising. */
    public List<Integer> versionsOf(String subject) {
        return http.exchange("GET", versions(subject), null).values().stream()
                .map(JsonNode::asInt)
                .toList();
    }

    /** Whether the schema may become the subject's next version, judged by the subject's level; a new subject takes any. */
    public CompatibilityResult check(String subject, Schema schema) {
        try {
            JsonNode answer =
                    http.exchange("POST", "/compatibility" + versions(subject) + "?verbose=true", text(schema));
            return new CompatibilityResult(
                    answer.path("is_compatible").asBoolean(),
                    answer.path("messages").values().stream()
                            .map(JsonNode::asString)
                            .toList());
        } catch (SchemaRegistryException.SubjectNotFound e) {
            return new CompatibilityResult(true, List.of());
        }
    }

    /** The level that holds for the subject: its own, else the registry's. */
    public CompatibilityLevel compatibility(String subject) {
        JsonNode answer = http.exchange("GET", "/config/" + encoded(subject) + "?defaultToGlobal=true", null);
        return CompatibilityLevel.valueOf(answer.path("compatibilityLevel").asString());
    }

    /** Gives the subject a level of its own. */
    public void setCompatibility(String subject, CompatibilityLevel level) {
        http.exchange("PUT", "/config/" + encoded(subject), Map.of("compatibility", level.name()));
    }

    /** Fails with {@link SchemaRegistryException.Unavailable} unless a registry answers; for a service's start. */
    public void requireReachable() {
        http.exchange("GET", "/config", null);
    }

    @Override
    public void close() {
        http.close();
    }

    private static RegisteredSchema registered(JsonNode answer) {
        return new RegisteredSchema(
                answer.path("subject").asString(),
                answer.path("version").asInt(),
                answer.path("id").asInt(),
                parsed(answer.path("schema").asString()));
    }

    /** Names and defaults were checked by whoever registered the schema; a stricter reader must not refuse old data. */
    private static Schema parsed(String text) {
        try {
            return new Schema.Parser().setValidateDefaults(false).parse(text);
        } catch (AvroRuntimeException e) {
            throw new SchemaRegistryException.InvalidSchema("The registry holds a schema that Avro cannot read");
        }
    }

    private static Map<String, String> text(Schema schema) {
        return Map.of("schema", schema.toString(), "schemaType", "AVRO");
    }

    private static String versions(String subject) {
        return "/subjects/" + encoded(subject) + "/versions";
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private record SchemaKey(String subject, String schema, boolean register) {}
}
