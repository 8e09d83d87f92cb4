package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job for Dynamics 365 Sales: an export lands in the sandbox, and a second run changes no row of it. */
class DynamicsJobIT {

    private final SyntheticExport export = new SyntheticExport(90, 110, 7);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void landsEveryRowOnceAndTouchesNoneTheSecondTime() throws IOException {
        // Given
        export.writeTo(directory.resolve("export"));

        // When
        MigrateProcess first = run("first");
        int firstStatus = first.await();
        MigrateProcess second = run("second");
        int secondStatus = second.await();

        // Then
        assertThat(firstStatus).as(first.output()).isZero();
        assertThat(secondStatus).as(second.output()).isZero();
        landed(json("first/crm.json").path("content"));
        balanced(json("first/report.json"), "created");
        balanced(json("second/report.json"), "unchanged");
        assertThat(versions("second")).isEqualTo(versions("first"));
    }

    private MigrateProcess run(String out) {
        return MigrateProcess.start(
                directory,
                "run",
                "--export",
                directory.resolve("export").toString(),
                "--to",
                "dynamics",
                "--state",
                directory.resolve("state").toString(),
                "--out",
                directory.resolve(out).toString(),
                "--yes");
    }

    private void landed(JsonNode content) {
        assertThat(content.path("contact")).hasSize(export.contacts());
        assertThat(content.path("opportunity")).hasSize(export.sales());
        assertThat(content.path("opportunityproduct")).hasSize(export.sales());
        assertThat(content.path("opportunityclose")).hasSize(export.sales());
        assertThat(content.path("list")).hasSize(3);
        assertThat(content.path("listmember")).hasSize(export.contacts());
        assertThat(content.path("contact"))
                .allMatch(contact -> !contact.path("_parentcustomerid_value").isMissingNode())
                .extracting(contact -> contact.path("kartra_migration_key").asString(""))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(content.path("opportunity"))
                .allMatch(opportunity -> opportunity.path("statecode").asInt(0) == 1);
    }

    private void balanced(JsonNode report, String how) {
        assertThat(report.at("/ledger/balanced").asBoolean(false)).isTrue();
        assertThat(report.at("/ledger/records/contact/" + how).asInt(0)).isEqualTo(export.contacts());
        assertThat(report.at("/ledger/records/order/" + how).asInt(0)).isEqualTo(export.sales());
        assertThat(report.at("/verification/different").asInt(-1)).isZero();
        assertThat(report.at("/crm/sandbox").asBoolean(false)).isTrue();
    }

    /** Each row's version, which every write of it raises. */
    private Map<String, String> versions(String out) throws IOException {
        Map<String, String> versions = new TreeMap<>();
        json(out + "/crm.json").path("content").forEachEntry((table, rows) -> {
            for (JsonNode row : rows) {
                versions.put(
                        table + " "
                                + row.path("_id")
                                        .asString(row.path(table + "id")
                                                .asString(row.path("activityid").asString("")))
                                + row.path("versionnumber").asString(""),
                        row.path("modifiedon").asString(""));
            }
        });
        return versions;
    }

    private JsonNode json(String file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(directory.resolve(file)));
    }
}
