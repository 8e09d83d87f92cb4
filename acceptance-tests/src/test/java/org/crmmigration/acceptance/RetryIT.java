package org.crmmigration.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.sandbox.Counters;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Five records are refused; once the reason is gone they are driven again by cause, and nothing else is touched. */
class RetryIT {

    private static final String PERSONS = "POST /api/v2/persons";
    private static final int POISONED = 5;

    private final SyntheticExport export = new SyntheticExport(60, 70, 5);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void drivesTheFailuresOfACauseAgainAndNothingElse() throws IOException {
        try (Account account = Account.open(directory)) {
            // Given
            export.writeTo(directory.resolve("export"));
            account.sandbox().faults().add(new FaultRule(PERSONS, 1, 7, POISONED, new Fault.ErrorBeforeEffect(422)));
            MigrateProcess run = migrate("run", run(account));
            int ended = run.await();
            JsonNode first = report();
            MigrateProcess failures = migrate("failures", List.of());
            int listed = failures.await();
            Counters.Reading before = account.sandbox().counters().read();

            // When
            MigrateProcess retry = migrate("retry", List.of("--cause", "validation", "--out", out()));
            int retried = retry.await();

            // Then
            assertThat(ended).as(run.output()).isZero();
            assertThat(first.at("/ledger/records/contact/failed").asInt()).isEqualTo(POISONED);
            assertThat(first.at("/ledger/records/contact/parked").asInt()).isZero();
            assertThat(listed).isZero();
            assertThat(failures.output())
                    .contains("FAILED  validation", "5 objects", "person|contact:", "parent-parked", "--cause validation");
            assertThat(retried).as(retry.output()).isZero();
            assertThat(report().at("/ledger/balanced").asBoolean(false)).isTrue();
            assertThat(report().at("/failures")).as(retry.output()).isEmpty();
            Landed.wholly(account, export);
            onlyWhatFailed(before, account.sandbox().counters().read(), first);
        }
    }

    /** The refused persons, and the deals that waited for them; each written once. */
    private static void onlyWhatFailed(Counters.Reading before, Counters.Reading after, JsonNode first) {
        int children = 0;
        for (JsonNode cause : first.at("/failures")) {
            children += cause.path("code").asString("").equals("parent-parked")
                    ? cause.path("count").asInt(0)
                    : 0;
        }
        assertThat(children).isPositive();
        assertThat(after.of(PERSONS) - before.of(PERSONS)).isEqualTo(POISONED);
        assertThat(after.writes() - before.writes()).isEqualTo(POISONED + children);
    }

    private List<String> run(Account account) {
        return List.of(
                "--export",
                directory.resolve("export").toString(),
                "--to",
                "pipedrive",
                "--account",
                account.file().toString(),
                "--out",
                out(),
                "--yes");
    }

    private MigrateProcess migrate(String command, List<String> options) {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--state", directory.resolve("state").toString()));
        arguments.addAll(options);
        return MigrateProcess.start(directory, arguments.toArray(String[]::new));
    }

    private String out() {
        return directory.resolve("out").toString();
    }

    private JsonNode report() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(directory.resolve("out/report.json")));
    }
}
