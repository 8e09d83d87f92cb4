package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
            export.writeTo(directory.resolve("export"));

            // When
            int first = run(account).await();
            long writes = account.sandbox().counters().read().writes();
            MigrateProcess again = run(account);
            int second = again.await();

            // Then
            assertThat(first).as(again.output()).isZero();
            assertThat(second).as(again.output()).isZero();
            assertThat(account.sandbox().counters().read().writes()).isEqualTo(writes);
            assertThat(account.sandbox().violations()).isEmpty();
            Landed.wholly(account, export);
            balanced(report());
        }
    }

    private MigrateProcess run(Account account) {
        return MigrateProcess.start(
                directory,
                "run",
                "--export",
                directory.resolve("export").toString(),
                "--to",
                "pipedrive",
                "--account",
                account.file().toString(),
                "--state",
                directory.resolve("state").toString(),
                "--out",
                directory.resolve("out").toString(),
                "--yes");
    }

    private JsonNode report() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(directory.resolve("out/report.json")));
    }

    private void balanced(JsonNode report) {
        assertThat(report.at("/ledger/balanced").asBoolean(false)).isTrue();
        assertThat(report.at("/ledger/records/contact/total").asInt(0)).isEqualTo(export.contacts());
        assertThat(report.at("/ledger/records/contact/unchanged").asInt(0)).isEqualTo(export.contacts());
        assertThat(report.at("/verification/different").asInt(-1)).isZero();
        assertThat(report.at("/crm/sandbox").asBoolean(true)).isFalse();
    }
}
