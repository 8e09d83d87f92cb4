package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A Dynamics environment that is changed by its people, and one that is to be as it was. */
class DynamicsEnvironmentIT {

    private static final List<String> TABLES = List.of(
            "account",
            "contact",
            "opportunity",
            "opportunityproduct",
            "opportunityclose",
            "list",
            "listmember",
            "pricelevel",
            "annotation",
            "solution");
    private static final String COLUMN =
            "EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='kartra_custom_favourite_colour')";
    private static final int CRM_NEEDS_A_PERSON = 4;
    private static final int KNOWN_BEFORE = 12;
    /** Rows that are put back are looked at and written one by one, not in bulk as those that are deleted. */
    private static final int CALLS_TO_PUT_BACK = 3;

    private final SyntheticExport export = new SyntheticExport(120, 150, 7);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void isAsItWasAfterARollbackThatTakesFewCalls() throws IOException, InterruptedException {
        try (DynamicsAccount account = DynamicsAccount.open(directory)) {
            // Given
            export.writeTo(place().export());
            for (int i = 1; i <= KNOWN_BEFORE; i++) {
                account.call(
                        "POST",
                        "contacts",
                        "{\"lastname\":\"Of old\",\"jobtitle\":\"Baker\",\"emailaddress2\":\"Person%d@mail%d.example.org\"}"
                                .formatted(i, i % 10));
            }
            account.call("POST", "accounts", "{\"name\":\"company 3 LTD\",\"description\":\"Of old\"}");
            List<Integer> before = sizes(account);
            Map<String, Map<String, String>> content = held(account);
            MigrateProcess run = place().run("dynamics", account.file());
            assertThat(run.await()).as(run.output()).isZero();
            long objects = place().document("report.json")
                    .path("phases")
                    .valueStream()
                    .filter(phase -> phase.path("number").asInt(90) != 90)
                    .mapToLong(phase -> phase.path("commands").asLong(0))
                    .sum();
            assertThat(place().document("report.json").path("account").valueStream())
                    .extracting(note -> note.path("code").asString(""))
                    .contains("disabled-owners");
            tookOverWhatWasThere(account);
            long requests = account.requests();

            // When
            MigrateProcess rollback = place().migrate("rollback", "--apply");
            int status = rollback.await();

            // Then
            assertThat(status).as(rollback.output()).isZero();
            assertThat(sizes(account)).isEqualTo(before);
            assertThat(held(account)).isEqualTo(content);
            assertThat(account.sandbox().violations()).isEmpty();
            assertThat(place().document("rollback-report.json")
                            .at("/verification/different")
                            .asInt(-1))
                    .isZero();
            assertThat(account.requests() - requests)
                    .as("requests for " + objects + " objects: "
                            + account.sandbox().counters().read().requests())
                    .isLessThan(objects / 2 + CALLS_TO_PUT_BACK * (KNOWN_BEFORE + 1));
        }
    }

    @Test
    void keepsWhatAPersonChangedThoughTheRollbackIsKilledMeanwhile() throws IOException, InterruptedException {
        try (DynamicsAccount account = DynamicsAccount.open(directory)) {
            // Given
            export.writeTo(place().export());
            MigrateProcess run = place().run("dynamics", account.file());
            assertThat(run.await()).as(run.output()).isZero();
            String contact =
                    account.rows("contact").getFirst().path("contactid").asString("");
            account.call("PATCH", "contacts(" + contact + ")", "{\"lastname\":\"Renamed By Hand\"}");

            // When
            MigrateProcess killed = place().migrate("rollback", "--apply");
            boolean ended = false;
            while (!ended && account.rows("opportunityproduct").size() == export.sales()) {
                ended = killed.endsWithin(Duration.ofMillis(20));
            }
            killed.kill();
            MigrateProcess rollback = place().migrate("rollback", "--apply");
            int status = rollback.await();

            // Then
            assertThat(ended).as("it ended before it could be killed").isFalse();
            assertThat(status).as(rollback.output()).isZero();
            assertThat(account.rows("contact"))
                    .singleElement()
                    .matches(row -> row.path("lastname").asString("").equals("Renamed By Hand"));
            assertThat(account.rows("account")).hasSizeLessThanOrEqualTo(1);
            assertThat(account.rows("opportunity")).isEmpty();
        }
    }

    @Test
    void pausesByNameWhenAColumnIsRemovedAndGoesOnWhenItIsBack() throws IOException, InterruptedException {
        try (DynamicsAccount account = DynamicsAccount.open(directory)) {
            // Given
            export.writeTo(place().export());

            // When
            MigrateProcess run = place().run("dynamics", account.file());
            while (account.rows("account").isEmpty()) {
                assertThat(run.endsWithin(Duration.ofMillis(10)))
                        .as(run.output())
                        .isFalse();
            }
            account.call("DELETE", COLUMN, "");
            int paused = run.await();
            MigrateProcess prepare = place().migrate("prepare", "--apply");
            int prepared = prepare.await();
            MigrateProcess again = place().run("dynamics", account.file());
            int ended = again.await();

            // Then
            assertThat(paused).as(run.output()).isEqualTo(CRM_NEEDS_A_PERSON);
            assertThat(run.output()).contains("no longer knows the column kartra_custom_favourite_colour");
            assertThat(prepared).as(prepare.output()).isZero();
            assertThat(account.call("GET", COLUMN + "?$select=LogicalName", "")
                            .path("LogicalName")
                            .asString(""))
                    .isEqualTo("kartra_custom_favourite_colour");
            assertThat(ended).as(again.output()).isZero();
            assertThat(account.rows("contact")).hasSize(export.contacts());
            assertThat(account.rows("opportunity")).hasSize(export.sales());
            assertThat(place().document("report.json")
                            .at("/ledger/records/contact/failed")
                            .asInt(-1))
                    .isZero();
        }
    }

    @Test
    void stopsWhenAnOptionIsGoneAndPreparationPutsItBack() throws IOException, InterruptedException {
        try (DynamicsAccount account = DynamicsAccount.open(directory)) {
            // Given
            export.writeTo(place().export());
            MigrateProcess run = place().run("dynamics", account.file());
            assertThat(run.await()).as(run.output()).isZero();
            account.call(
                    "POST",
                    "DeleteOptionValue",
                    "{\"EntityLogicalName\":\"contact\",\"AttributeLogicalName\":\"kartra_tags\",\"Value\":"
                            + option(account, "customer").orElseThrow() + "}");

            // When
            MigrateProcess held = place().run("dynamics", account.file());
            int paused = held.await();
            MigrateProcess prepare = place().migrate("prepare", "--apply");
            int prepared = prepare.await();

            // Then
            assertThat(paused).as(held.output()).isEqualTo(CRM_NEEDS_A_PERSON);
            assertThat(held.output()).contains("1 label of contact is gone");
            assertThat(prepared).as(prepare.output()).isZero();
            assertThat(option(account, "customer")).isPresent();
            assertThat(account.rows("contact")).hasSize(export.contacts());
        }
    }

    /** The value of a tag's option. */
    private static OptionalInt option(DynamicsAccount account, String tag) throws IOException, InterruptedException {
        return account.call(
                        "GET",
                        "EntityDefinitions(LogicalName='contact')/Attributes(LogicalName='kartra_tags')"
                                + "/Microsoft.Dynamics.CRM.MultiSelectPicklistAttributeMetadata?$expand=OptionSet",
                        "")
                .at("/OptionSet/Options")
                .valueStream()
                .filter(option -> option.at("/Label/UserLocalizedLabel/Label")
                        .asString("")
                        .equals(tag))
                .mapToInt(option -> option.path("Value").asInt(0))
                .findFirst();
    }

    private void tookOverWhatWasThere(DynamicsAccount account) throws IOException {
        assertThat(place().document("report.json")
                        .at("/ledger/records/company/adopted")
                        .asInt(0))
                .isEqualTo(1);
        assertThat(account.rows("contact")).hasSize(export.contacts());
        assertThat(account.rows("contact"))
                .filteredOn(row -> row.path("lastname").asString("").equals("Of old"))
                .hasSize(KNOWN_BEFORE)
                .allSatisfy(row -> {
                    assertThat(row.path("jobtitle").asString("")).isEqualTo("Baker");
                    assertThat(row.path("firstname").asString(""))
                            .as("a name of theirs stays as it is")
                            .isEmpty();
                    assertThat(row.path("telephone1").asString("")).startsWith("+1202555");
                    assertThat(row.path("kartra_migration_key").asString("")).isNotEmpty();
                });
        assertThat(account.rows("account"))
                .filteredOn(row -> row.path("name").asString("").equalsIgnoreCase("company 3 ltd"))
                .singleElement()
                .matches(row -> row.path("description").asString("").equals("Of old"));
    }

    /** What rows of people hold, but for when and by whom they were written. */
    private static Map<String, Map<String, String>> held(DynamicsAccount account) {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        for (String table : List.of("contact", "account")) {
            for (JsonNode row : account.rows(table)) {
                Map<String, String> values = new TreeMap<>();
                row.forEachEntry((column, value) -> {
                    if (!value.isNull() && !column.matches("versionnumber|modifiedon|_modified.*")) {
                        values.put(column, value.toString());
                    }
                });
                rows.put(row.path(table + "id").asString(""), values);
            }
        }
        return rows;
    }

    private static List<Integer> sizes(DynamicsAccount account) {
        JsonNode content = account.sandbox().content().path("content");
        return TABLES.stream().map(table -> content.path(table).size()).toList();
    }

    private Workplace place() {
        return new Workplace(directory);
    }
}
