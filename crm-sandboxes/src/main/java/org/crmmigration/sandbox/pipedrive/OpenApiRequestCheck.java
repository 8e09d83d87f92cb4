package org.crmmigration.sandbox.pipedrive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crmmigration.sandbox.Call;
import org.crmmigration.sandbox.Instruments;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Router;
import org.crmmigration.sandbox.Router.Match;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Compares every request with the vendor's OpenAPI files: path, method, names and values of the query, and the body's
 * schema including members that the top level does not list. It answers nothing and refuses nothing; it collects.
 *
 * <p>The files are {@code pipedrive-v1.yaml} and {@code pipedrive-v2.yaml} of one directory. Reading them takes seconds and
 * needs {@code jackson-dataformat-yaml} on the class path, which is why this is a switch.
 */
public final class OpenApiRequestCheck implements Instruments.Observer {

    /** Body members the API takes though its description lacks them: names of persons in parts, channels of deals. */
    public static final Set<String> KNOWN_UNLISTED = Set.of("first_name", "last_name", "channel_id");

    private static final int MOST_VIOLATIONS = 1_000;

    /** The files do not change, and one process may start many sandboxes. */
    private static final Map<Path, Router<JsonNode>> READ = new ConcurrentHashMap<>();

    private final Router<JsonNode> operations;
    private final Set<String> tolerated;
    private final List<String> violations = new ArrayList<>();

    private OpenApiRequestCheck(Router<JsonNode> operations, Set<String> tolerated) {
        this.operations = operations;
        this.tolerated = Set.copyOf(tolerated);
    }

    /** Tolerates {@link #KNOWN_UNLISTED}. */
    public static OpenApiRequestCheck of(Path directory) {
        return of(directory, KNOWN_UNLISTED);
    }

    /**
     * Reads the two files, once in a process.
     *
     * @param tolerated body members that are no violation though the description does not list them
     */
    public static OpenApiRequestCheck of(Path directory, Set<String> tolerated) {
        Path absolute = directory.toAbsolutePath();
        return new OpenApiRequestCheck(READ.computeIfAbsent(absolute, OpenApiRequestCheck::read), tolerated);
    }

    private static Router<JsonNode> read(Path directory) {
        Router<JsonNode> operations = new Router<>();
        YAMLMapper yaml = new YAMLMapper();
        for (String version : List.of("v1", "v2")) {
            JsonNode paths = yaml.readTree(
                            directory.resolve("pipedrive-" + version + ".yaml").toFile())
                    .path("paths");
            paths.properties()
                    .forEach(path -> path.getValue()
                            .properties()
                            .forEach(operation -> operations.add(
                                    operation.getKey().toUpperCase(Locale.ROOT),
                                    "/api/" + version + path.getKey(),
                                    operation.getValue())));
        }
        return operations;
    }

    @Override
    public void received(Call call) {
        String path = call.path().startsWith("/v1/") ? "/api" + call.path() : call.path();
        List<String> found = new ArrayList<>();
        switch (operations.find(call.method(), path)) {
            case Match.Found<JsonNode> match -> {
                query(match.target(), call.query(), found);
                body(match.target(), call.body(), found);
            }
            case Match.WrongMethod<JsonNode> wrong -> found.add("no such method");
            case Match.Unknown<JsonNode> unknown -> found.add("no such path");
        }
        found.forEach(one -> record(call.method() + " " + call.path() + ": " + one));
    }

    /** What was found so far, each as method, path and reason; values of members are never part of it. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** Forgets what was found. */
    public synchronized void clear() {
        violations.clear();
    }

    private synchronized void record(String violation) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(violation);
        }
    }

    private static void query(JsonNode operation, Map<String, String> query, List<String> found) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        operation.path("parameters").forEach(parameter -> {
            if (Json.text(parameter, "in").equals("query")) {
                known.put(Json.text(parameter, "name"), parameter);
            }
        });
        query.forEach((name, value) -> {
            JsonNode parameter = known.get(name);
            if (parameter == null) {
                found.add("query parameter '" + name + "' is not listed");
            } else {
                QuerySchema.check(name, value, parameter.path("schema"), found);
            }
        });
        known.forEach((name, parameter) -> {
            if (parameter.path("required").asBoolean(false) && !query.containsKey(name)) {
                found.add("query parameter '" + name + "' is required");
            }
        });
    }

    private void body(JsonNode operation, String text, List<String> found) {
        JsonNode schema = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (schema.isMissingNode()) {
            if (!text.isEmpty()) {
                found.add("a body is not expected");
            }
            return;
        }
        JsonNode body = Json.parseOrNull(text);
        if (body == null) {
            found.add("the body is not JSON");
        } else {
            new BodySchema(tolerated, found).check(schema, body);
        }
    }
}
