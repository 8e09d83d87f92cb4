package org.crmmigration.ingest.kartra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crmmigration.ingest.Bench;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.kartra.KartraAccount.Secret;
import org.crmmigration.messaging.SecretReference;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KartraClientTest {

    @TempDir
    Path directory;

    private final List<Duration> slept = new ArrayList<>();
    private long nanos;
    private FakeKartra kartra;

    @BeforeEach
    void open() throws IOException {
        kartra = new FakeKartra();
    }

    @AfterEach
    void close() {
        kartra.close();
    }

    @Test
    void asksOnceAndRemembers() {
        // Given
        KartraClient client = client(kartra.url(), FakeKartra.PASSWORD);

        // When
        client.ask(ReadCommand.RETRIEVE_ACCOUNT_TAGS);
        var tags = client.ask(ReadCommand.RETRIEVE_ACCOUNT_TAGS).path("account_tags");

        // Then
        assertThat(tags.path(0).asString("")).isEqualTo("Red, white");
        assertThat(kartra.calls())
                .singleElement()
                .satisfies(form -> assertThat(form)
                        .containsEntry("app_id", "app")
                        .containsEntry("api_key", "key")
                        .containsEntry("actions[0][cmd]", "retrieve_account_tags")
                        .hasSize(4));
    }

    @Test
    void neverSendsACommandThatWrites() {
        // When
        AccountFiles.fetch(client(kartra.url(), FakeKartra.PASSWORD), directory);

        // Then
        assertThat(kartra.calls())
                .extracting(form -> form.get("actions[0][cmd]"))
                .allMatch(command -> command.startsWith("retrieve_"))
                .hasSize(4);
        assertThat(ReadCommand.values()).allMatch(command -> command.word().startsWith("retrieve_"));
    }

    @Test
    void keepsCallsApart() {
        // When
        AccountFiles.fetch(client(kartra.url(), FakeKartra.PASSWORD), directory);

        // Then
        assertThat(slept).containsExactly(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(200));
    }

    @Test
    void repeatsWhatMayPass() {
        // Given
        kartra.once(429, "slow down");
        kartra.once(503, "");
        kartra.once(200, "<html>busy</html>");

        // When
        var tags = client(kartra.url(), FakeKartra.PASSWORD).ask(ReadCommand.RETRIEVE_ACCOUNT_TAGS);

        // Then
        assertThat(tags.path("account_tags")).hasSize(2);
        assertThat(slept).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void givesUpInTheEnd() {
        // Given
        for (int i = 0; i < 4; i++) {
            kartra.once(500, "");
        }

        // When / Then
        assertThatThrownBy(() -> client(kartra.url(), FakeKartra.PASSWORD).ask(ReadCommand.RETRIEVE_ACCOUNT_TAGS))
                .isInstanceOf(KartraException.class)
                .hasMessageContaining("did not answer retrieve_account_tags after 4 attempts");
    }

    @Test
    void neverFollowsARedirect() {
        // Given
        kartra.once(302, "");

        // When / Then
        assertThatThrownBy(() -> client(kartra.url(), FakeKartra.PASSWORD).ask(ReadCommand.RETRIEVE_ACCOUNT_TAGS))
                .hasMessageContaining("HTTP 302");
        assertThat(kartra.calls()).hasSize(1);
    }

    @Test
    void saysThatCredentialsAreWrongWithoutShowingThem() {
        assertThatThrownBy(() -> client(kartra.url(), "wrong-secret").ask(ReadCommand.RETRIEVE_ACCOUNT_TAGS))
                .hasMessageContaining("refused the credentials (240)")
                .message()
                .doesNotContain("wrong-secret");
        assertThat(account(kartra.url(), "wrong-secret").toString()).doesNotContain("wrong-secret");
        assertThat(kartra.calls()).hasSize(1);
    }

    @Test
    void readsTheAnswerOfAnActionAsWell() {
        // Given
        kartra.once(
                200,
                "{\"actions\":[{\"retrieve_account_tags\":{\"status\":\"Success\",\"type\":106,\"account_tags\":[\"A\"],}}]}");

        // When
        var tags = client(kartra.url(), FakeKartra.PASSWORD).ask(ReadCommand.RETRIEVE_ACCOUNT_TAGS);

        // Then
        assertThat(tags.path("account_tags").path(0).asString("")).isEqualTo("A");
    }

    @Test
    void feedsAnExport() throws IOException {
        // Given
        Path account = accountFile("url: " + kartra.url() + "\n");
        Bench bench = new Bench(directory, Map.of("timeZone", "UTC", "kartraAccount", account.toString()));

        // When
        bench.ingest(
                bench.file("c.csv", "ID,Email,First Name,Tags,Size\n7,ann@b.invalid,Ann,\"Red, white, Green\",2\n"));

        // Then
        var ann = bench.sink().record("contact:7").fields();
        assertThat(ann.get("tags")).isEqualTo(new Value.Texts(List.of("Red, white", "Green")));
        assertThat(ann.get("custom.size")).isEqualTo(new Value.Text("M"));
        assertThat(bench.sink().findings(Rule.C14)).hasSize(1);
        assertThat(bench.sink().completed().files())
                .hasSize(3)
                .allMatch(FileAccount::balanced)
                .extracting(FileAccount::kind)
                .contains("custom_fields", "catalogue");
    }

    @Test
    void goesOnWithoutAnAccountThatDoesNotAnswer() throws IOException {
        // Given
        Path account = accountFile("url: " + kartra.url() + "\n");
        kartra.once(200, "{\"status\":\"Error\",\"type\":\"262\"}");
        Bench bench = new Bench(directory, Map.of("timeZone", "UTC", "kartraAccount", account.toString()));

        // When
        bench.ingest(bench.file("c.csv", "ID,Email,First Name\n7,ann@b.invalid,Ann\n"));

        // Then
        assertThat(bench.sink().findings(Rule.C16))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("refused retrieve_custom_fields (262)"));
    }

    @Test
    void takesWhatIsAnsweredWhenACommandIsNot() throws IOException {
        // Given
        kartra.once(200, "{\"status\":\"Error\",\"type\":\"262\"}");

        // When
        AccountFiles.Answers answers = AccountFiles.fetch(client(kartra.url(), FakeKartra.PASSWORD), directory);

        // Then
        assertThat(answers.troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble).contains("retrieve_custom_fields (262)"));
        assertThat(answers.files())
                .singleElement()
                .satisfies(file -> assertThat(Files.readString(file)).contains("account_tags", "account_lists"));
    }

    @Test
    void asksNothingElseWhenNobodyIsLetIn() {
        // When
        AccountFiles.Answers answers = AccountFiles.fetch(client(kartra.url(), "wrong-secret"), directory);

        // Then
        assertThat(answers.files()).isEmpty();
        assertThat(answers.troubles()).hasSize(1).noneMatch(trouble -> trouble.contains("wrong-secret"));
        assertThat(kartra.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url: http://kartra.invalid/api\n",
                "callsPerSecond: 21\n",
                "callsPerSecond: fast\n",
            })
    void refusesAccountFilesThatAreNotSafe(String text) throws IOException {
        Path file = accountFile(text);
        assertThatThrownBy(() -> KartraAccount.read(file, new SecretReference(Map.of())))
                .isInstanceOf(KartraException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void resolvesReferences() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("k.yaml"),
                "credentials: {appId: a, apiKey: '${env:KARTRA_KEY}', apiPassword: '${env:KARTRA_PASSWORD}'}\n");

        // When
        KartraAccount account = KartraAccount.read(
                file, new SecretReference(Map.of("KARTRA_KEY", "from-env", "KARTRA_PASSWORD", "secret")));

        // Then
        assertThat(account.apiKey()).isEqualTo(new Secret("from-env"));
        assertThat(account.url()).isEqualTo(URI.create("https://app.kartra.com/api"));
        assertThat(account.callsPerSecond()).isEqualTo(5);
    }

    private Path accountFile(String text) throws IOException {
        return Files.writeString(
                directory.resolve("kartra.yaml"),
                text + "credentials: {appId: app, apiKey: key, apiPassword: " + FakeKartra.PASSWORD + "}\n");
    }

    private static KartraAccount account(URI url, String password) {
        return new KartraAccount(url, 5, new Secret("app"), new Secret("key"), new Secret(password));
    }

    private KartraClient client(URI url, String password) {
        return new KartraClient(account(url, password), new Pace(() -> nanos, time -> {
            slept.add(time);
            nanos += time.toNanos();
        }));
    }
}
