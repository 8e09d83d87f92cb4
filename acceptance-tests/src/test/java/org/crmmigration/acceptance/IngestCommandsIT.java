package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an engineer does with an export before anything moves, at the command line. */
class IngestCommandsIT {

    private static final String CONTACTS = """
            ID,Email,First Name,Last Name,Tags,Date joined
            7,ann@mail.invalid,Ann,Ash,webinar-registered,2025-01-05
            7,ann.ash@mail.invalid,Ann,Ash,Red,2025-01-05
            8,bob@mail.invalid,Bob,Birch,,2025-01-06
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Path export = Path.of(".");

    @BeforeEach
    void export() throws IOException {
        export = Files.createDirectory(directory.resolve("export"));
        Files.writeString(export.resolve("contacts.csv"), CONTACTS);
    }

    @Test
    void addsFilesAndDecidesConflicts() throws IOException {
        // Given
        String state = directory.resolve("state").toString();
        run(0, "create", "--export", export.toString(), "--to", "pipedrive", "--state", state, "--time-zone", "UTC");
        Path more = Files.createDirectory(directory.resolve("more"));
        Files.writeString(more.resolve("empty.csv"), "");
        Files.writeString(
                more.resolve("late (1).csv"), CONTACTS + "9,cy@mail.invalid,Cy,Cedar,,2025-02-05\n".repeat(2));

        // When
        String added = run(0, "add-files", "--state", state, more.toString());
        String again = run(0, "add-files", "--state", state, more.toString());
        Path later =
                Files.writeString(more.resolve("later.csv"), CONTACTS + "9,cy@mail.invalid,Cyd,Cedar,,2025-02-05\n");
        String changed = run(0, "add-files", "--state", state, later.toString());
        String queue = run(0, "conflicts", "list", "--state", state);
        String answered = run(0, "conflicts", "answer", "--state", state, id(queue), "keep-latest");
        String empty = run(0, "conflicts", "list", "--state", state);
        String rules = run(0, "behaviours", "--state", state);

        // Then
        assertThat(added)
                .contains("late (1).csv: ", "Rejected empty.csv: the file cannot be read", ": 6 rows, 5 records");
        assertThat(again).contains("late (1).csv is there already", "Since the export before: 0 new, 0 changed, ");
        assertThat(changed).contains("0 new, 1 changed, ", "Changed: contact first_name (1), contact full_name (1).");
        assertThat(queue).contains("contact:7", "Email", "keep-latest");
        assertThat(answered).contains("is answered: keep-latest");
        assertThat(empty).contains("No conflict waits for an answer.");
        assertThat(rules).contains("webinar:");
    }

    @Test
    void refusesFilesThatAreNotThere() throws IOException {
        assertThat(run(3, "add-files", "--state", directory.toString(), "nowhere.csv"))
                .contains("There is no");
        assertThat(run(3, "inspect", "--export", "nowhere")).contains("does not exist");
    }

    @Test
    void inspectsAnExportAndKeepsNothing() throws IOException {
        // Given
        Path out = directory.resolve("out");

        // When
        run(0, "inspect", "--export", export.toString(), "--out", out.toString(), "--setting", "expectedContacts=3");
        JsonNode inspection = JsonMapper.shared().readTree(Files.readString(out.resolve("inspection.json")));

        // Then
        assertThat(inspection.at("/report/balanced").asBoolean(false)).isTrue();
        assertThat(inspection.at("/manifests/0/lineEnds").asString("")).isEqualTo("LF");
        assertThat(Files.readString(out.resolve("findings.csv")))
                .contains("R01,WARN", "C04,ERROR,contacts.csv,3,Email,contact:7", "F11,WARN");
        assertThat(Files.readString(out.resolve("inspection.html"))).contains("How the files were read");
        assertThat(Files.readString(out.resolve("audit.csv"))).contains("contact:7");
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void writesDaysInTheTimeZoneThatASettingStates() throws IOException {
        // Given
        Path out = directory.resolve("out");
        Path east = Files.createDirectory(directory.resolve("east"));
        Files.writeString(east.resolve("contacts.csv"), CONTACTS + "9,cy@mail.invalid,Cy,Cedar,,2025-02-05\n");

        // When
        run(
                0,
                "run",
                "--export",
                east.toString(),
                "--to",
                "pipedrive",
                "--state",
                directory.resolve("state").toString(),
                "--out",
                out.toString(),
                "--setting",
                "timeZone=Asia/Tokyo",
                "--yes");

        // Then
        assertThat(Files.readString(out.resolve("crm.json")))
                .contains("2025-02-04T15:00:00Z", "\"2025-02-05\"")
                .doesNotContain("\"2025-02-04\"");
    }

    @Test
    void writesTheChecklistForTheCustomer() throws IOException {
        // When
        Path out = directory.resolve("checklist");
        run(0, "checklist", "--out", out.toString(), "--customer", "Acme");

        // Then
        try (var files = Files.list(out)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(file).isNotEmptyFile());
        }
    }

    private String run(int status, String... arguments) {
        MigrateProcess migrate = MigrateProcess.start(directory, arguments);
        int ended = migrate.await();
        String output = migrate.output();
        assertThat(ended).as(output).isEqualTo(status);
        return output;
    }

    private static String id(String queue) {
        Matcher id = Pattern.compile("(?m)^(c[0-9a-f]{12}) ").matcher(queue);
        assertThat(id.find()).as(queue).isTrue();
        return id.group(1);
    }
}
