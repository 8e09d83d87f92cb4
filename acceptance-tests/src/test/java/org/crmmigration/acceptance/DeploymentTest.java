package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.crmmigration.dynamics.DynamicsSettings;
import org.crmmigration.ingest.IngestSettings;
import org.crmmigration.loader.LoaderSettings;
import org.crmmigration.mapping.MappingSettings;
import org.crmmigration.messaging.kafka.KafkaSettings;
import org.crmmigration.reconcile.ReconcileSettings;
import org.crmmigration.sandbox.pipedrive.PipedriveSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docker-compose.yml}, {@code Dockerfile} and {@code docs/deployment.md} agree with the services and each other. */
class DeploymentTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Map<String, List<Class<? extends Record>>> SETTINGS = Map.of(
            "ingest-service", List.of(IngestSettings.class, KafkaSettings.class),
            "mapping-service", List.of(MappingSettings.class, KafkaSettings.class),
            "reconcile-service", List.of(ReconcileSettings.class, KafkaSettings.class),
            "loader-pipedrive", List.of(LoaderSettings.class, KafkaSettings.class),
            "loader-dynamics", List.of(LoaderSettings.class, KafkaSettings.class, DynamicsSettings.class));

    @SuppressWarnings("UnusedVariable") // by name, in @FieldSource
    private static final Set<String> SERVICES = SETTINGS.keySet();

    private final JsonNode compose = yaml("docker-compose.yml");
    private final String image = text("Dockerfile");
    private final String page = text("docs/deployment.md");

    @Test
    void runsEveryModuleThatMakesAJar() throws IOException {
        // When
        Set<String> built = compose.path("services")
                .valueStream()
                .filter(service -> service.has("build"))
                .map(service -> service.at("/build/args/SERVICE").asString())
                .collect(Collectors.toSet());

        // Then
        assertThat(built).isEqualTo(SERVICES);
        try (Stream<Path> modules = Files.list(ROOT)) {
            assertThat(modules.filter(module -> Files.exists(module.resolve("pom.xml")))
                            .map(module -> module.getFileName().toString())
                            .filter(module -> text(module + "/pom.xml").contains("spring-boot-maven-plugin")))
                    .containsExactlyInAnyOrderElementsOf(built);
        }
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void setsOnlyWhatTheServiceReads(String name) {
        // When
        Set<String> set = Set.copyOf(service(name).path("environment").propertyNames());

        // Then
        assertThat(set).contains("CRM_KAFKA_BOOTSTRAPSERVERS", "CRM_KAFKA_REGISTRYURL");
        assertThat(variables(settings(name))).containsAll(set);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void isReachedAtThePortOfThePage(String name) {
        // Given
        String port = yaml(name + "/src/main/resources/" + name + ".yaml")
                .at("/server/port")
                .asString();

        // Then
        assertThat(image).contains("SERVER_PORT=8080");
        assertThat(page.lines())
                .anyMatch(line -> line.matches("\\| `" + name + "` \\|.*") && line.contains("| " + port + " |"));
        assertThat(service(name).at("/ports/0").asString())
                .isEqualTo("127.0.0.1:%s:8080".formatted(isScaledOut(name) ? "" : port));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void keepsItsDataInAVolumeThatItMayWriteTo(String name) {
        // Then
        assertThat(image).contains("WORKDIR /app", "install -d -o migration /app/data /secrets", "VOLUME /app/data");
        assertThat(Path.of(standard("dataDir", settings(name).getFirst())).normalize())
                .startsWithRaw(Path.of("data"));
        assertThat(mounts(name).anyMatch(mount -> mount.endsWith(":/app/data")))
                .as("one volume by name, or one for each instance without")
                .isNotEqualTo(isScaledOut(name));
    }

    @Test
    void tellsInstancesApart() {
        assertThat(image).contains("CRM_KAFKA_INSTANCE=\\${HOSTNAME}");
        assertThat(variables(List.of(KafkaSettings.class))).contains("CRM_KAFKA_INSTANCE");
        assertThat(compose.path("services").valueStream())
                .noneMatch(service -> service.has("hostname") || service.has("container_name"));
    }

    @Test
    void showsTheSecretsToThoseWhoReadThem() {
        assertThat(service("reconcile-service")
                        .at("/environment/CRM_RECONCILE_SECRETSDIR")
                        .asString())
                .isEqualTo("/secrets");
        assertThat(mounts("reconcile-service")).contains("secrets:/secrets");
        assertThat(mounts("ingest-service")).contains("secrets:/secrets:ro");
        assertThat(mounts("mapping-service")).contains("secrets:/secrets:ro");
    }

    @Test
    void namesOnlySettingsThatExistOnThePage() {
        // Given
        List<Class<? extends Record>> all =
                SETTINGS.values().stream().flatMap(List::stream).distinct().toList();

        // Then
        assertThat(found("`(CRM_[A-Z_]+)`")).isNotEmpty().isSubsetOf(variables(all));
        assertThat(found("`(crm\\.[a-z]+\\.[a-z-]+)"))
                .isNotEmpty()
                .isSubsetOf(all.stream().flatMap(DeploymentTest::keys).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipedrive", "dynamics"})
    void leadsToTheSandboxesOfTheProfile(String crm) {
        // Given
        URI url =
                URI.create(yaml("samples/sandbox/" + crm + ".yaml").path("url").asString());

        // Then
        JsonNode sandbox = service(url.getHost());
        assertThat(sandbox.at("/profiles/0").asString()).isEqualTo("sandbox");
        assertThat(sandbox.path("command").asString()).contains("--host 0.0.0.0 --port " + url.getPort());
        assertThat(mounts("loader-" + crm)).contains("./samples:/samples:ro");
        assertThat(mounts("ingest-service")).contains("./samples:/samples:ro");
    }

    @Test
    void knowsTheSandboxesCredentials() {
        assertThat(yaml("samples/sandbox/pipedrive.yaml")
                        .at("/credentials/apiToken")
                        .asString())
                .isEqualTo(PipedriveSettings.DEFAULT_TOKEN);
        assertThat(yaml("samples/sandbox/dynamics.yaml")
                        .at("/credentials/clientSecret")
                        .asString())
                .isEqualTo(org.crmmigration.sandbox.dynamics.DynamicsSettings.DEFAULT_SECRET);
    }

    /** Such a service has a port and a directory for each instance. */
    private static boolean isScaledOut(String service) {
        return service.startsWith("loader-");
    }

    private JsonNode service(String name) {
        return compose.path("services").path(name);
    }

    private Stream<String> mounts(String service) {
        return service(service).path("volumes").valueStream().map(JsonNode::asString);
    }

    private Set<String> found(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Class<? extends Record>> settings(String service) {
        return Objects.requireNonNull(SETTINGS.get(service));
    }

    /** The keys of the settings, as a file has them. */
    private static Stream<String> keys(Class<? extends Record> settings) {
        String prefix = Objects.requireNonNull(settings.getAnnotation(ConfigurationProperties.class))
                .value();
        return Arrays.stream(settings.getRecordComponents())
                .map(component -> prefix + "."
                        + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }

    /** The keys of the settings, as the environment has them. */
    private static Set<String> variables(List<Class<? extends Record>> settings) {
        return settings.stream()
                .flatMap(DeploymentTest::keys)
                .map(key -> key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static String standard(String component, Class<? extends Record> settings) {
        return Arrays.stream(settings.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component))
                .map(parameter -> Objects.requireNonNull(parameter.getAnnotation(DefaultValue.class))
                        .value()[0])
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode yaml(String file) {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file)); // knows merge keys
        return JsonMapper.shared().valueToTree(read);
    }

    private static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
