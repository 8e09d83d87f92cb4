package org.crmmigration.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.sandbox.pipedrive.LimitSettings;
import org.crmmigration.sandbox.pipedrive.PipedriveSandbox;
import org.crmmigration.sandbox.pipedrive.PipedriveSettings;
import tools.jackson.databind.JsonNode;

/** A Pipedrive account in this process, and what a test asks of its content. */
final class Account implements AutoCloseable {

    private final PipedriveSandbox sandbox;
    private final Path file;

    private Account(PipedriveSandbox sandbox, Path file) {
        this.sandbox = sandbox;
        this.file = file;
    }

    /** An account without limits that checks every request against the vendor's OpenAPI files where they are to be had. */
    static Account open(Path directory) {
        return open(directory, PipedriveSettings.defaults().withLimits(LimitSettings.off()), "none");
    }

    static Account open(Path directory, PipedriveSettings settings, String plan) {
        Path openApi = Path.of(System.getProperty("openapi.dir", "../../shared/reference/openapi"));
        PipedriveSandbox sandbox =
                PipedriveSandbox.start(Files.isDirectory(openApi) ? settings.withOpenApi(openApi) : settings);
        try {
            return new Account(sandbox, Files.writeString(directory.resolve("account.yaml"), """
                            url: %s
                            plan: %s
                            seats: 1
                            reserve: 0
                            credentials:
                              apiToken: %s
                            """.formatted(
                            sandbox.url(), plan, PipedriveSettings.DEFAULT_TOKEN)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    PipedriveSandbox sandbox() {
        return sandbox;
    }

    Path file() {
        return file;
    }

    /** Records of a table that are not deleted. */
    List<JsonNode> records(String table) {
        List<JsonNode> records = new ArrayList<>();
        for (JsonNode record : sandbox.content().path("content").path(table)) {
            if (!record.path("is_deleted").asBoolean(false)) {
                records.add(record);
            }
        }
        return records;
    }

    /** How many records of a table carry each migration key. */
    Map<String, Integer> keys(String table, String fieldTable) {
        String field = migrationKeyField(fieldTable);
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode record : records(table)) {
            counts.merge(record.path("custom_fields").path(field).asString("none"), 1, Integer::sum);
        }
        return counts;
    }

    /** Those of the counts that are not one. */
    static Collection<String> repeated(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() != 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private String migrationKeyField(String table) {
        for (JsonNode field : sandbox.content().path("content").path(table)) {
            if (field.path("field_name").asString("").equals("Migration key")) {
                return field.path("field_code").asString();
            }
        }
        throw new AssertionError("no field 'Migration key' in " + table);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
