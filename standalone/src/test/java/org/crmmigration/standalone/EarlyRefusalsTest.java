package org.crmmigration.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is wrong is said before anything is started, made or read. */
class EarlyRefusalsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Path state;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void name() {
        state = directory.resolve("state");
    }

    private ExitCode migrate(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--state", state.toString()));
        CommandLine line = Migrate.commandLine();
        line.setErr(new PrintWriter(said, true));
        line.setOut(new PrintWriter(said, true));
        int status = line.execute(arguments.toArray(String[]::new));
        return java.util.Arrays.stream(ExitCode.values())
                .filter(code -> code.status() == status)
                .findFirst()
                .orElseThrow();
    }

    private ExitCode create(String destination, String account) throws IOException {
        Files.createDirectories(directory.resolve("export"));
        Path file = Files.writeString(directory.resolve("account.yaml"), account);
        return migrate(
                "create",
                "--export",
                directory.resolve("export").toString(),
                "--to",
                destination,
                "--account",
                file.toString());
    }

    private void known() throws IOException {
        Files.createDirectories(state);
        Files.writeString(
                state.resolve("request.json"),
                "{\"migration\":\"migration\",\"export\":\"/nowhere\",\"destination\":\"pipedrive\"}");
    }

    @Test
    void saysWhatIsWrongWithAnAccountFile() throws IOException {
        assertThat(create("pipedrive", "uri: http://127.0.0.1:1\n")).isEqualTo(ExitCode.CRM);
        assertThat(said.toString()).contains("account.yaml: uri is unknown", "url");
        assertThat(create("pipedrive", "url: http://127.0.0.1:1\ncredentials: {apiTokn: x}\n"))
                .isEqualTo(ExitCode.CRM);
        assertThat(said.toString()).contains("has no credentials.apiToken");
        assertThat(create("dynamics", "url: http://127.0.0.1:1\ncredentials: {tenantId: x, clientId: y}\n"))
                .isEqualTo(ExitCode.CRM);
        assertThat(said.toString()).contains("has no credentials.clientSecret");
        assertThat(state).doesNotExist();
    }

    @Test
    void saysThatThereIsNoMigration() {
        for (String command : List.of("failures", "report", "status", "prepare", "owners", "start")) {
            said.getBuffer().setLength(0);
            assertThat(migrate(command)).as(command).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(said.toString()).as(command).contains("There is no migration in " + state);
        }
        assertThat(state).doesNotExist();
    }

    @Test
    void saysThatNoRunHasEnded() throws IOException {
        known();
        for (String command : List.of("failures", "report")) {
            said.getBuffer().setLength(0);
            assertThat(migrate(command)).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(said.toString()).contains("No run has ended in " + state);
        }
    }

    @Test
    void saysHowOwnersAreHandedOver() throws IOException {
        known();
        assertThat(migrate("owners", "map")).isEqualTo(ExitCode.USAGE);
        assertThat(migrate("owners", "map", "a@old.example")).isEqualTo(ExitCode.USAGE);
        assertThat(migrate("owners", "default")).isEqualTo(ExitCode.USAGE);
        assertThat(migrate("owners", "default", "nobody")).isEqualTo(ExitCode.USAGE);
        assertThat(migrate("owners", "give")).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString())
                .contains(
                        "map takes OLD=NEW, two e-mail addresses, once or more",
                        "'a@old.example' is none",
                        "default takes one e-mail address",
                        "owners takes list, map OLD=NEW or default EMAIL");
    }

    @Test
    void saysWhatCanBeDoneForADestinationWithoutALoader() throws IOException {
        // When
        ExitCode mapped = create("freshsales", "{}");
        ExitCode unknown = create("hubspot", "{}");

        // Then
        assertThat(mapped).isEqualTo(ExitCode.USAGE);
        assertThat(unknown).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString())
                .contains(
                        "no loader for 'freshsales'", "map test, each with --to freshsales", "no loader for 'hubspot'")
                .doesNotContain("--to hubspot");
    }
}
