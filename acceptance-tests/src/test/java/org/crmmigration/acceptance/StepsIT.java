package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.crmmigration.sandbox.pipedrive.LimitSettings;
import org.crmmigration.sandbox.pipedrive.PipedriveSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A migration in single steps, each a process of its own, with the writes of each counted by the CRM: nothing before it is
 * confirmed, and afterwards only what a step changes.
 */
class StepsIT {

    private static final String PARK = "choices:\n  owners.unmatched: park\n";
    private static final String LEAD_SOURCE = "Kartra lead source";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Account account;

    @BeforeEach
    void open() {
        account = Account.open(
                directory,
                PipedriveSettings.defaults()
                        .withLimits(LimitSettings.off())
                        .withUsers(List.of(
                                new PipedriveSettings.Seat("Admin", "admin@acme.example", true),
                                new PipedriveSettings.Seat("Sales", OwnedExport.USER, true))),
                "none");
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void touchesInEachStepOnlyWhatTheStepChanges() throws IOException {
        // Given
        Path export = OwnedExport.first(directory.resolve("export"));
        Path mapping = file("mapping.yaml", PARK);
        String known = "{\"name\":\"Known Before\",\"emails\":[{\"value\":\"p9@mail.example.org\",\"primary\":true}]}";
        byHand("POST", "", known);

        // When // Then
        nothingMovesBeforeConfirmation(export, mapping);
        preparationMakesFieldsOnce();
        ownersQueueHoldsItsObjectsAndReleasesThem();
        deltaSendsWhatIsNew();
        replayTouchesTheChangedFieldAlone();
        fieldsNoLongerMappedAreLeftOrCleared();
    }

    private void nothingMovesBeforeConfirmation(Path export, Path mapping) throws IOException {
        Path wrong = file("wrong.yaml", "\nchoises: {}\n");
        assertThat(create(5, export, "--mapping", wrong.toString())).contains("line 2, choises", "choices");
        assertThat(create(2, export, "--sandbox-limits", "maybe")).contains("takes on or off, not 'maybe'");
        create(0, export, "--mapping", mapping.toString());
        assertThat(migrate(0, "map", "preview"))
                .contains("Nothing of a full run stands", "About ", " tokens")
                .containsPattern("person +12 new")
                .containsPattern("deal +6 new")
                .contains("person|contact:1001");
        assertThat(migrate(5, "start")).contains("Nothing moves before the mapping is confirmed");
        assertThat(writes()).as("the person made by hand").isEqualTo(1);
        assertThat(migrate(0, "confirm", "--yes")).contains("Mapping version 1 confirmed.");
    }

    private void preparationMakesFieldsOnce() {
        assertThat(migrate(0, "prepare", "--apply", "--out", out())).contains("PREPARED");
        assertThat(account.records("persons")).hasSize(1);
        assertThat(field(LEAD_SOURCE)).isNotEmpty();
        long made = writes();
        assertThat(made).isPositive();
        assertThat(migrate(0, "prepare", "--apply", "--out", out())).contains("0 to make, 0 to extend.");
        assertThat(writes()).isEqualTo(made);
        assertThat(migrate(0, "failures")).contains("Nothing failed and nothing is parked in run-");
        assertThat(migrate(0, "map", "preview")).contains("Nothing of a full run stands");
    }

    private void ownersQueueHoldsItsObjectsAndReleasesThem() throws IOException {
        assertThat(migrate(0, "start", "--out", out())).contains("parked 3");
        assertThat(persons()).hasSize(OwnedExport.CONTACTS - OwnedExport.LEFT_BEHIND);
        assertThat(account.records("deals")).hasSize(6 - OwnedExport.LEFT_BEHIND);
        assertThat(report().at("/ledger/balanced").asBoolean(false)).isTrue();
        assertThat(report().at("/ledger/records/contact/adopted").asInt(-1)).isEqualTo(1);
        JsonNode taken = Objects.requireNonNull(persons().get("contact:1009"));
        assertThat(taken.path("name").asString("")).as("the name people know").isEqualTo("Known Before");
        long before = writes();

        assertThat(migrate(0, "owners", "list"))
                .containsPattern("unknown +3 objects +" + OwnedExport.LEFT)
                .containsPattern("matched +3 objects +" + OwnedExport.USER);
        migrate(0, "owners", "map", OwnedExport.LEFT + "=" + OwnedExport.USER, "--yes");
        assertThat(writes()).isEqualTo(before);
        migrate(0, "start", "--out", out());

        assertThat(persons().keySet()).containsAll(OwnedExport.keys(1, OwnedExport.CONTACTS));
        assertThat(account.records("deals")).hasSize(6);
        assertThat(writes() - before).as("three people and their deals").isEqualTo(2L * OwnedExport.LEFT_BEHIND);
        assertThat(report().at("/ledger/records/contact/parked").asInt(-1)).isZero();
    }

    private void deltaSendsWhatIsNew() throws IOException {
        long before = writes();
        Path export = OwnedExport.second(directory.resolve("export-2"));
        migrate(0, "delta", "--export", export.toString(), "--out", out());

        assertThat(directory.resolve("out/mapping.yaml"))
                .content()
                .contains("deals_from: orders", "owners.unmatched: park");
        assertThat(report().at("/ledger/records/contact/created").asInt(-1)).isEqualTo(1);
        assertThat(report().at("/ledger/records/contact/updated").asInt(-1)).isEqualTo(1);
        assertThat(persons()).hasSize(OwnedExport.CONTACTS + 1);
        assertThat(writes() - before).as("one moved, one new").isEqualTo(2);
    }

    private void replayTouchesTheChangedFieldAlone() throws IOException {
        long before = writes();
        Path upper = file("upper.yaml", PARK + """
                objects:
                  person:
                    custom:
                      lead_source: {from: lead_source, then: upper}
                """);
        assertThat(migrate(0, "map", "preview", "--mapping", upper.toString()))
                .containsPattern("person +0 new +5 changed +8 unchanged")
                .containsPattern("person.field:person:lead_source +differs in 5")
                .contains("webinar", "WEBINAR");
        migrate(0, "replay", "--mapping", upper.toString(), "--yes", "--out", out());

        assertThat(values(LEAD_SOURCE)).hasSize(OwnedExport.WITH_SOURCE).containsValue("WEBINAR");
        assertThat(values(LEAD_SOURCE).values()).containsOnly("WEBINAR");
        assertThat(writes() - before).isEqualTo(OwnedExport.WITH_SOURCE);
    }

    private void fieldsNoLongerMappedAreLeftOrCleared() throws IOException {
        Path without = file("without.yaml", PARK + """
                objects:
                  person:
                    custom:
                      lead_source: ~
                """);
        long before = writes();
        migrate(0, "replay", "--mapping", without.toString(), "--yes", "--out", out());
        assertThat(values(LEAD_SOURCE)).as("left").hasSize(OwnedExport.WITH_SOURCE);
        assertThat(writes()).isEqualTo(before);

        changeByHand("contact:1002", "word of mouth");
        before = writes();
        migrate(0, "replay", "--mapping", without.toString(), "--clear-unmapped", "--yes", "--out", out());
        assertThat(values(LEAD_SOURCE))
                .as("cleared, but for what a person changed")
                .containsOnly(Map.entry("contact:1002", "word of mouth"));
        assertThat(writes() - before).isEqualTo(OwnedExport.WITH_SOURCE - 1);
        assertThat(report().at("/verification/different").asInt(-1)).isZero();
    }

    private String create(int expected, Path export, String... more) {
        List<String> options = new ArrayList<>(List.of(
                "--export",
                export.toString(),
                "--to",
                "pipedrive",
                "--account",
                account.file().toString()));
        options.addAll(List.of(more));
        return migrate(expected, "create", options.toArray(String[]::new));
    }

    private String migrate(int expected, String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--state", directory.resolve("state").toString()));
        MigrateProcess process = MigrateProcess.start(directory, arguments.toArray(String[]::new));
        int status = process.await();
        assertThat(status).as(process.output() + verification()).isEqualTo(expected);
        return process.output();
    }

    private String verification() {
        Path report = directory.resolve("out/report.json");
        try {
            return Files.exists(report) ? report().path("verification").toString() : "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long writes() {
        return account.sandbox().counters().read().writes();
    }

    /** The account's people by the source key in their migration key. */
    private Map<String, JsonNode> persons() {
        Map<String, JsonNode> persons = new TreeMap<>();
        String field = field("Migration key");
        for (JsonNode person : account.records("persons")) {
            String key = person.path("custom_fields").path(field).asString("");
            persons.put(key.substring(key.indexOf(":person:") + ":person:".length()), person);
        }
        return persons;
    }

    /** The values a field of people has, by source key. */
    private Map<String, String> values(String name) {
        String field = field(name);
        Map<String, String> values = new TreeMap<>();
        persons().forEach((key, person) -> {
            JsonNode value = person.path("custom_fields").path(field);
            if (value.isString()) {
                values.put(key, value.asString());
            }
        });
        return values;
    }

    private String field(String name) {
        for (JsonNode field : account.sandbox().content().path("content").path("personFields")) {
            if (field.path("field_name").asString("").equals(name)) {
                return field.path("field_code").asString();
            }
        }
        throw new AssertionError("no field '" + name + "' of people");
    }

    private void changeByHand(String key, String value) {
        JsonNode person = Objects.requireNonNull(persons().get(key));
        Map<String, Object> change = Map.of("custom_fields", Map.of(field(LEAD_SOURCE), value));
        byHand("PATCH", "/" + person.path("id").asInt(-1), JsonMapper.shared().writeValueAsString(change));
    }

    /** What somebody else does to the account's people. */
    private void byHand(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(account.sandbox().url() + "/api/v2/persons" + path))
                .header("x-api-token", PipedriveSettings.DEFAULT_TOKEN)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private String out() {
        return directory.resolve("out").toString();
    }

    private JsonNode report() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(directory.resolve("out/report.json")));
    }
}
