package org.crmmigration.reconcile.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.crmmigration.reconcile.ledger.SmallMigration.ANNA;
import static org.crmmigration.reconcile.ledger.SmallMigration.EXPORT;
import static org.crmmigration.reconcile.ledger.SmallMigration.RUN;
import static org.crmmigration.reconcile.ledger.SmallMigration.START;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.control.ControlMessage.LaneReason;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.messaging.ledger.DestinationSchema;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.reconcile.ledger.Entry;
import org.crmmigration.reconcile.ledger.LedgerQueries;
import org.crmmigration.reconcile.ledger.PhaseStanding;
import org.crmmigration.reconcile.ledger.Projection;
import org.crmmigration.reconcile.ledger.SmallMigration;
import org.crmmigration.reconcile.life.MigrationView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    @TempDir
    Path directory;

    private final JsonMapper json = JsonMapper.builder().build();
    private final ReportBuilder builder = new ReportBuilder(Clock.fixed(START.plusSeconds(100), ZoneOffset.UTC));
    private Projection projection;

    @BeforeEach
    void open() {
        projection = Projection.open(directory.resolve("ledger.db"), "one");
    }

    @AfterEach
    void close() {
        projection.close();
    }

    @Test
    void saysWhatTheContractSays() throws IOException {
        // Given
        apply(verified(SmallMigration.topics()));

        // When
        Report report = report();

        // Then
        assertThat(json.readTree(json.writeValueAsString(report))).isEqualTo(json.readTree(golden()));
    }

    @Test
    void isNotBalancedWhileAnOutcomeIsMissing() {
        // Given
        Map<String, List<Entry>> topics = SmallMigration.topics();
        topics.put(
                "ledger", SmallMigration.ledgerEntries(SmallMigration.outcomes().subList(0, 3)));
        apply(topics);

        // Then
        assertThat(report().ledger().balanced()).isFalse();
        assertThat(report().ledger().unbalanced())
                .containsExactly(
                        "contact: 1 records wait for the outcome of a command",
                        "order: 1 records wait for the outcome of a command",
                        "phase 3 (deals): 1 objects commanded, 0 with an outcome");
    }

    @Test
    void namesWhatWasMadeAnewAmongSeveralRecordsLikeIt() {
        // Given
        Map<String, List<Entry>> topics = SmallMigration.topics();
        List<LedgerMessage> outcomes = new ArrayList<>(SmallMigration.outcomes());
        outcomes.set(
                1,
                SmallMigration.outcome(
                        SmallMigration.RUN,
                        2,
                        SmallMigration.ANNA,
                        "h1",
                        Status.CREATED,
                        21,
                        null,
                        Map.of("severalMatches", "1")));
        topics.put("ledger", SmallMigration.ledgerEntries(outcomes));
        apply(topics);

        // Then
        assertThat(report().account()).singleElement().satisfies(note -> {
            assertThat(note.code()).isEqualTo("several-matches");
            assertThat(note.text()).startsWith("1 objects were made anew").endsWith(SmallMigration.ANNA.toString());
        });
    }

    @Test
    void isNotBalancedWhenARecordWasLost() {
        // Given
        Map<String, List<Entry>> topics = SmallMigration.topics();
        List<RecordMessage> records = new ArrayList<>(SmallMigration.records());
        records.remove(2);
        topics.put("records", SmallMigration.recordEntries(records));
        apply(topics);

        // Then
        assertThat(report().ledger().unbalanced())
                .contains("contact: 3 records announced, 2 read", "3 records are not in their place of the sequence");
    }

    @Test
    void isNotBalancedWhenARecordLedToNothing() {
        // Given
        Map<String, List<Entry>> topics = SmallMigration.topics();
        topics.put(
                "commands",
                SmallMigration.commandEntries(SmallMigration.commands().stream()
                        .filter(message -> !(message instanceof CommandMessage.RecordExcluded))
                        .toList()));
        apply(topics);

        // Then
        assertThat(report().ledger().unbalanced())
                .containsExactly(
                        "contact: 1 records led to no command and were not left out with a reason",
                        "left out as suppressed: 1 records announced, 0 read");
    }

    @Test
    void isNotBalancedWhenAMessageCouldNotBeRead() {
        // Given
        Map<String, List<Entry>> topics = SmallMigration.topics();
        topics.put("findings", List.of(new Entry.Unreadable(1, "undecodable")));
        apply(topics);

        // Then
        assertThat(report().ledger().unbalanced()).containsExactly("1 messages could not be decoded");
    }

    @Test
    void writesAPageWithoutAnythingFromOutside() {
        // Given
        apply(verified(SmallMigration.topics()));

        // When
        String page = ReportPage.of(report());

        // Then
        assertThat(page)
                .contains("Balanced: every one of 10 rows is accounted for.")
                .contains("the e-mail address was refused")
                .contains("not a phone number")
                .doesNotContain("<script", "http://", "https://", "src=");
    }

    @Test
    void showsWhatWasNotedAtTheAccountLast() {
        // Given
        DestinationSchema.Note note = new DestinationSchema.Note("WARN", "plug-ins", "3 plug-ins are active");
        apply(SmallMigration.topics());
        noted(90, List.of(new DestinationSchema.Note("INFO", "old", "long gone")));
        noted(91, List.of(note));
        noted(92, null);

        // Then
        assertThat(report().account()).containsExactly(note);
        assertThat(ReportPage.of(report())).contains("3 plug-ins are active").doesNotContain("long gone");
    }

    private void noted(long offset, @Nullable List<DestinationSchema.Note> notes) {
        DestinationSchema schema = new DestinationSchema(
                "dynamics", START, null, List.of(), List.of(), List.of(), List.of(), List.of(), notes);
        projection.apply(
                "ledger", List.of(new Entry.OfLedger(offset, new LedgerMessage.SchemaRead(0, 1, schema))), offset + 1);
    }

    @Test
    void escapesWhatItShows() {
        assertThat(Html.text("<img src=x onerror='a'>&\""))
                .isEqualTo("&lt;img src=x onerror=&#39;a&#39;&gt;&amp;&quot;");
    }

    @Test
    void writesFailuresAsCsvThatASpreadsheetDoesNotRun() {
        // Given
        apply(SmallMigration.topics());
        StringBuilder out = new StringBuilder();

        // When
        try (LedgerQueries queries = projection.queries()) {
            FailureList.csv(queries, RUN, out);
        }

        // Then
        assertThat(out.toString())
                .startsWith("phase,object,status,code,message,field,parent,httpStatus,requestId,calls\r\n")
                .endsWith("\r\n2,person|contact:2,FAILED,validation,the e-mail address was refused,,,,,2\r\n");
    }

    private void apply(Map<String, List<Entry>> topics) {
        topics.forEach((topic, entries) -> SmallMigration.apply(projection, topic, entries));
    }

    /** With one object read back: three fields, one different. */
    private static Map<String, List<Entry>> verified(Map<String, List<Entry>> topics) {
        List<CommandMessage> commands = new ArrayList<>(SmallMigration.commands());
        commands.addAll(SmallMigration.phase(
                PhaseStanding.VERIFICATION,
                "verification",
                1,
                new ObjectCommand(RUN, PhaseStanding.VERIFICATION, Action.VERIFY, ANNA, "h1", Map.of(), List.of())));
        List<LedgerMessage> outcomes = new ArrayList<>(SmallMigration.outcomes());
        outcomes.add(SmallMigration.outcome(
                RUN,
                PhaseStanding.VERIFICATION,
                ANNA,
                "h1",
                Status.DIFFERENT,
                40,
                null,
                Map.of(
                        "fieldsChecked", "3",
                        "fieldsEqual", "1",
                        "fieldsExplained", "1",
                        "fieldsDifferent", "1",
                        "different", "phones")));
        Map<String, List<Entry>> all = new HashMap<>(topics);
        all.put("commands", SmallMigration.commandEntries(commands));
        all.put("ledger", SmallMigration.ledgerEntries(outcomes));
        return all;
    }

    private Report report() {
        try (LedgerQueries queries = projection.queries()) {
            return builder.build(view(), projection.standing(), queries);
        }
    }

    private static MigrationView view() {
        Map<String, PhaseApproved> gates = new HashMap<>();
        for (int phase : List.of(0, 2, 3, PhaseStanding.VERIFICATION)) {
            gates.put("gate/" + phase, new PhaseApproved("small", RUN, phase, "reconcile", START.plusSeconds(15)));
        }
        return new MigrationView(
                new MigrationDefined(
                        "small",
                        "pipedrive",
                        "account",
                        "secret",
                        true,
                        Topics.of("small"),
                        Map.of("crmUrl", "https://crm.example.test"),
                        START),
                new MigrationStateChanged("small", State.COMPLETED, RUN, null, "done", START.plusSeconds(50)),
                Map.of(),
                null,
                new RunRequested("small", RUN, EXPORT, 1, START.plusSeconds(9)),
                gates,
                new LaneStateChanged(
                        "small",
                        "pipedrive",
                        LaneReason.NONE,
                        null,
                        "",
                        RUN,
                        null,
                        Map.of("throttled", 2.0, "budgetLimit", 1000.0, "budgetUsed", 52.5),
                        START));
    }

    private static String golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(ReportTest.class.getResourceAsStream("report.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
