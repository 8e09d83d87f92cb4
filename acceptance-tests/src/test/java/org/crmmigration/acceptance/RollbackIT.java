package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.crmmigration.sandbox.pipedrive.PipedriveSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** P7 and P8: a rollback leaves what was there before and what persons changed since, whatever happens meanwhile. */
class RollbackIT {

    private static final String TABLES =
            "persons organizations deals activities notes pipelines stages personFields organizationFields dealFields";

    private final SyntheticExport export = new SyntheticExport(30, 25, 4);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void leavesTheAccountAsItWasThoughItIsKilledMeanwhile() throws IOException, InterruptedException {
        try (Account account = Account.open(directory)) {
            // Given
            export.writeTo(place().export());
            call(
                    account,
                    "POST",
                    "/api/v2/persons",
                    "{\"name\": \"Somebody Before\", \"emails\": [{\"value\": \"person1@mail1.example.org\"}]}");
            Map<String, List<String>> before = visible(account);
            MigrateProcess run = place().run("pipedrive", account.file());
            assertThat(run.await()).as(run.output()).isZero();

            // When
            MigrateProcess killed = place().migrate("rollback", "--apply");
            boolean ended = killedInTheMiddle(account, killed);
            MigrateProcess rollback = place().migrate("rollback", "--apply");
            int status = rollback.await();

            // Then
            assertThat(ended).as("it ended before it could be killed").isFalse();
            assertThat(status).as(rollback.output()).isZero();
            assertThat(visible(account)).isEqualTo(before);
            assertThat(account.sandbox().violations()).isEmpty();
            JsonNode report = place().document("rollback-report.json");
            assertThat(report.path("state").asString()).isEqualTo("ROLLED_BACK");
            assertThat(report.path("finished").asBoolean()).isTrue();
            assertThat(report.at("/verification/different").asInt(-1)).isZero();
        }
    }

    @Test
    void keepsWhatPersonsChangedAndCreatesTheRestAgain() throws IOException, InterruptedException {
        try (Account account = Account.open(directory)) {
            // Given
            export.writeTo(place().export());
            MigrateProcess first = place().run("pipedrive", account.file());
            assertThat(first.await()).as(first.output()).isZero();
            int person = account.records("persons").getFirst().path("id").asInt(0);
            JsonNode deal = account.records("deals").getLast();
            call(account, "PATCH", "/api/v2/persons/" + person, "{\"name\": \"Renamed By Hand\"}");
            call(account, "PATCH", "/api/v2/deals/" + deal.path("id").asInt(0), "{\"value\": 4321}");
            long writes = account.sandbox().counters().read().writes();

            // When
            MigrateProcess preview = place().migrate("rollback", "--preview");
            int previewed = preview.await();
            long writesAfterPreview = account.sandbox().counters().read().writes();
            MigrateProcess rollback = place().migrate("rollback", "--apply");
            int rolledBack = rollback.await();

            // Then
            assertThat(previewed).as(preview.output()).isZero();
            assertThat(writesAfterPreview).isEqualTo(writes);
            assertThat(place().document("rollback-preview.json")
                            .path("keptCount")
                            .asInt(-1))
                    .isEqualTo(2);
            assertThat(rolledBack).as(rollback.output()).isZero();
            assertThat(ids(account, "deals")).containsExactly(deal.path("id").asInt(0));
            assertThat(ids(account, "persons"))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(person, deal.path("person_id").asInt(0))
                                    .distinct()
                                    .toList());
            bothValuesAreToldAndNotLogged();
            againCreates(account);
        }
    }

    /** The next run ends with status 1, for its verification finds the two values that persons changed. */
    private void againCreates(Account account) throws IOException {
        MigrateProcess again = place().run("pipedrive", account.file());
        assertThat(again.await()).as(again.output()).isEqualTo(1);
        assertThat(place().document("report.json").at("/verification/different").asInt(-1))
                .isEqualTo(2);
        assertThat(account.records("persons")).hasSize(export.contacts());
        assertThat(account.records("deals")).hasSize(export.sales());
        assertThat(Account.repeated(account.keys("persons", "personFields"))).isEmpty();
        assertThat(account.records("persons"))
                .extracting(record -> record.path("name").asString(""))
                .contains("Renamed By Hand");
    }

    private void bothValuesAreToldAndNotLogged() throws IOException {
        List<JsonNode> names = new ArrayList<>();
        for (JsonNode kept : place().document("rollback-report.json").path("kept")) {
            kept.path("fields").forEach(names::add);
        }
        assertThat(names)
                .anySatisfy(field -> {
                    assertThat(field.path("theirs").asString("")).isEqualTo("Renamed By Hand");
                    assertThat(field.path("ours").asString("")).startsWith("First");
                })
                .anySatisfy(
                        field -> assertThat(field.path("theirs").asString("")).isEqualTo("4321"));
        assertThat(Files.readString(directory.resolve("out/rollback-report.html")))
                .contains("Renamed By Hand");
        try (Stream<Path> logs = Files.list(directory.resolve("state/logs"))) {
            for (Path log : logs.toList()) {
                assertThat(Files.readString(log)).doesNotContain("Renamed By Hand");
            }
        }
    }

    /** Kills it once deletions have begun; whether it had ended before. */
    private static boolean killedInTheMiddle(Account account, MigrateProcess process) {
        int before = account.records("deals").size();
        boolean ended = false;
        while (!ended && account.records("deals").size() > before - 5) {
            ended = process.endsWithin(Duration.ofMillis(20));
        }
        process.kill();
        return ended;
    }

    private static List<Integer> ids(Account account, String table) {
        return account.records(table).stream()
                .map(record -> record.path("id").asInt(0))
                .toList();
    }

    /** What a person sees of the account: records by table with labels, phones and own fields, and the options of fields. */
    private static Map<String, List<String>> visible(Account account) {
        Map<String, List<String>> seen = new TreeMap<>();
        for (String table : TABLES.split(" ", -1)) {
            seen.put(
                    table,
                    account.records(table).stream()
                            .filter(record -> record.path("active_flag").asBoolean(true))
                            .map(RollbackIT::words)
                            .sorted()
                            .toList());
        }
        return seen;
    }

    private static String words(JsonNode record) {
        List<String> options = new ArrayList<>();
        record.path("options")
                .forEach(option -> options.add(option.path("label").asString("")));
        String name = record.path("name").asString(record.path("field_name").asString(""));
        List<String> values = new ArrayList<>();
        record.path("label_ids").forEach(label -> values.add("label " + label));
        record.path("phones").forEach(phone -> values.add(phone.path("value").asString("")));
        record.path("custom_fields").forEach(value -> {
            if (!value.isNull()) {
                values.add(value.toString());
            }
        });
        return record.path("id").asString("") + " " + name + " " + options + " " + values;
    }

    private Workplace place() {
        return new Workplace(directory);
    }

    private void call(Account account, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(account.sandbox().url() + path))
                .header("x-api-token", PipedriveSettings.DEFAULT_TOKEN)
                .header("content-type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }
}
