package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The main job: an export lands in Pipedrive, the report balances, and a second run writes nothing. */
class MainJobIT {

    private final SyntheticExport export = new SyntheticExport(120, 150, 9);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void landsEveryObjectOnceAndWritesNothingTheSecondTime() throws IOException {
        try (Account account = Account.open(directory)) {
            // Given
            Workplace place = new Workplace(directory);
            export.writeTo(place.export());

            // When
            int first = place.run("pipedrive", account.file()).await();
            long writes = account.sandbox().counters().read().writes();
            MigrateProcess again = place.run("pipedrive", account.file());
            int second = again.await();

            // Then
            assertThat(first).as(again.output()).isZero();
            assertThat(second).as(again.output()).isZero();
            assertThat(account.sandbox().counters().read().writes()).isEqualTo(writes);
            assertThat(account.sandbox().violations()).isEmpty();
            Landed.wholly(account, export);
            balanced(place.document("report.json"));
        }
    }

    @Test
    void saysWhatHoldsItWhenTheCrmKnowsNoSuchToken() throws IOException {
        try (Account account = Account.open(directory)) {
            // Given
            Workplace place = new Workplace(directory);
            export.writeTo(place.export());
            Path wrong = Files.writeString(
                    directory.resolve("wrong.yaml"),
                    Files.readString(account.file())
                            .replaceAll("apiToken: .*", "apiToken: 0123456789012345678901234567890123456789"));

            // When
            MigrateProcess run = place.run("pipedrive", wrong);
            int status = run.await();
            MigrateProcess told = MigrateProcess.start(
                    directory, "status", "--state", directory.resolve("state").toString());

            // Then
            assertThat(status).as(run.output()).isEqualTo(4);
            assertThat(run.output()).contains("refuses the API token").doesNotContain("Exception");
            assertThat(told.await()).isZero();
            assertThat(told.output())
                    .contains("lane needs admin (Pipedrive refuses the API token", "no process is working");
            assertThat(account.sandbox().counters().read().writes()).isZero();
        }
    }

    private void balanced(JsonNode report) {
        assertThat(report.at("/ledger/balanced").asBoolean(false)).isTrue();
        assertThat(report.at("/ledger/records/contact/total").asInt(0)).isEqualTo(export.contacts());
        assertThat(report.at("/ledger/records/contact/unchanged").asInt(0)).isEqualTo(export.contacts());
        assertThat(report.at("/verification/different").asInt(-1)).isZero();
        assertThat(report.at("/crm/sandbox").asBoolean(true)).isFalse();
    }
}
