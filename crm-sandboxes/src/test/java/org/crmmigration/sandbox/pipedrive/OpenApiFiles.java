package org.crmmigration.sandbox.pipedrive;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Where the vendor's OpenAPI files are: the system property {@code openapi.dir}, else beside the repository. */
final class OpenApiFiles {

    private OpenApiFiles() {}

    /** Skips the test when the files are not there. */
    static Path directory() {
        Path directory = Path.of(System.getProperty("openapi.dir", "../../shared/reference/openapi"));
        Assumptions.assumeTrue(
                Files.exists(directory.resolve("pipedrive-v2.yaml")),
                () -> "the vendor's OpenAPI files are not in " + directory.toAbsolutePath() + "; set openapi.dir");
        return directory;
    }

    static JsonNode paths(String version) {
        return new YAMLMapper()
                .readTree(directory().resolve("pipedrive-" + version + ".yaml").toFile())
                .path("paths");
    }
}
