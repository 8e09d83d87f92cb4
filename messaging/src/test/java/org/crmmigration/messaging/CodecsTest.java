package org.crmmigration.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.command.RunScope;
import org.crmmigration.messaging.control.ControlCodec;
import org.crmmigration.messaging.control.ControlMessage;
import org.crmmigration.messaging.ledger.LedgerCodec;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.crmmigration.messaging.record.Finding;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message comes back from its Avro form as it was. */
class CodecsTest {

    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final ObjectKey PERSON = new ObjectKey("person", "contact:4711");

    static Stream<RecordMessage> records() {
        return Stream.of(
                new RecordMessage.ExportBegan("export-1", 1, AT),
                new RecordMessage.SourceRecord(
                        "export-1",
                        7,
                        Kind.CONTACT,
                        "contact:4711",
                        "00ff",
                        RecordMessage.Change.CHANGED,
                        AT,
                        everyValue(),
                        Map.of("company", "company:ab"),
                        Map.of("phone", "(555) 0100"),
                        List.of("suppressed.gdpr"),
                        List.of(new RecordMessage.Row("contacts.csv", 12))),
                new RecordMessage.SourceRecord(
                        "export-1",
                        8,
                        Kind.CUSTOM_FIELD,
                        "custom_field:size",
                        "00fe",
                        RecordMessage.Change.NEW,
                        null,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of()),
                new RecordMessage.ExportCompleted(
                        "export-1",
                        1,
                        Map.of("contact", 2L),
                        "0011",
                        List.of(new RecordMessage.FileAccount(
                                "contacts.csv", "contact", "ab", 99, "UTF-8", ",", 9, 1, 1, 2, 1, 1, 2, 1)),
                        Map.of("WARN", 3L),
                        AT));
    }

    static Stream<CommandMessage> commands() {
        return Stream.of(
                new CommandMessage.MappingText(2, "ab", "version: 2", AT),
                new CommandMessage.RunBegan("run-1", "export-1", 2, List.of(new CommandMessage.Phase(0, "schema")), AT),
                new CommandMessage.PhaseBegan("run-1", 0, "schema", 1),
                new CommandMessage.ObjectCommand(
                        "run-1", 2, CommandMessage.Action.UPSERT, PERSON, "ff", everyValue(), List.of("contact:4711")),
                new CommandMessage.RecordExcluded("run-1", "order", "order:9", "totalled", "its money is elsewhere"),
                new CommandMessage.PhaseEnded("run-1", 0, 4, "00"),
                new CommandMessage.RunEnded("run-1", Map.of("totalled", 1L), AT));
    }

    static Stream<LedgerMessage> ledger() {
        return Stream.of(
                new LedgerMessage.Intent(
                        "run-1",
                        PERSON,
                        LedgerMessage.Operation.CREATE,
                        1,
                        "ff",
                        null,
                        null,
                        null,
                        "99",
                        AT,
                        AT.plusSeconds(30),
                        "loader-1"),
                new LedgerMessage.Outcome(
                        "run-1",
                        2,
                        PERSON,
                        LedgerMessage.Status.FAILED,
                        LedgerMessage.Operation.CREATE,
                        "ff",
                        null,
                        null,
                        null,
                        null,
                        new LedgerMessage.Cause("validation", "too long", 400, "r-1", "name", null),
                        Map.of("a", "b"),
                        2,
                        10.5,
                        77,
                        AT),
                new LedgerMessage.Outcome(
                        "run-1",
                        2,
                        PERSON,
                        LedgerMessage.Status.CREATED,
                        LedgerMessage.Operation.CREATE,
                        "ff",
                        "12",
                        "ff",
                        "{}",
                        "{\"a\":1}",
                        null,
                        Map.of(),
                        1,
                        5,
                        78,
                        AT),
                Schemas.SMALL.parts().getFirst(),
                Schemas.SMALL.parts().getLast(),
                new LedgerMessage.Outcome(
                        "run-2",
                        0,
                        PERSON,
                        LedgerMessage.Status.CONFLICT,
                        LedgerMessage.Operation.DELETE,
                        "ff",
                        "12",
                        "ff",
                        null,
                        "{}",
                        null,
                        Map.of("conflicts", "name"),
                        1,
                        5,
                        79,
                        AT,
                        List.of(new LedgerMessage.Edit("name", "Ours", null))));
    }

    static Stream<ControlMessage> control() {
        return Stream.of(
                new ControlMessage.MigrationDefined(
                        "acme",
                        "pipedrive",
                        "file:/account.yaml",
                        "${file:/secret}",
                        false,
                        ControlMessage.Topics.of("acme"),
                        Map.of("timeZone", "America/New_York"),
                        AT),
                new ControlMessage.MigrationStateChanged("acme", ControlMessage.State.RUNNING, "run-1", 2, "", AT),
                new ControlMessage.MigrationStateChanged("acme", ControlMessage.State.DRAFT, null, null, "", AT),
                new ControlMessage.ExportStateChanged("acme", "export-1", "READING", 5, 0, "", AT),
                new ControlMessage.MappingConfirmed("acme", 2, "ab", 17, AT),
                new ControlMessage.RunRequested("acme", "run-1", "export-1", 2, AT),
                new ControlMessage.RunRequested(
                        "acme",
                        "run-2",
                        "export-1",
                        2,
                        AT,
                        new RunScope(RunScope.Reach.RETRY, Set.of("duplicate-found"), Set.of("person|contact:4"))),
                new ControlMessage.PhaseApproved("acme", "run-1", 2, "reconcile", AT),
                new ControlMessage.LaneStateChanged(
                        "acme",
                        "pipedrive",
                        ControlMessage.LaneReason.THROTTLED,
                        AT,
                        "wait",
                        "run-1",
                        2,
                        Map.of("calls", 3.0),
                        AT));
    }

    @ParameterizedTest
    @MethodSource("records")
    void keepsRecords(RecordMessage message) {
        assertThat(RecordCodec.fromAvro(RecordCodec.toAvro(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void keepsCommands(CommandMessage message) {
        assertThat(CommandCodec.fromAvro(CommandCodec.toAvro(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("ledger")
    void keepsLedgerEntries(LedgerMessage message) {
        assertThat(LedgerCodec.fromAvro(LedgerCodec.toAvro(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("control")
    void keepsControlMessages(ControlMessage message) {
        assertThat(ControlCodec.fromAvro(ControlCodec.toAvro(message))).isEqualTo(message);
    }

    @Test
    void keepsFindings() {
        // Given
        Finding finding =
                new Finding("export-1", "C02", Finding.Severity.ERROR, "a.csv", 3, "email", null, "invalid", "mend it");

        // When
        Finding back = RecordCodec.fromAvro(RecordCodec.toAvro(finding));

        // Then
        assertThat(back).isEqualTo(finding);
    }

    @Test
    void refusesAMessageOfAnotherTopic() {
        assertThatThrownBy(() ->
                        CommandCodec.fromAvro(RecordCodec.toAvro(new RecordMessage.ExportBegan("export-1", 1, AT))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ExportBeganEvent");
    }

    private static Map<String, Value> everyValue() {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("nothing", Value.NOTHING);
        fields.put("text", new Value.Text("Zoë"));
        fields.put("flag", new Value.Flag(true));
        fields.put("whole", new Value.Whole(42));
        fields.put("decimal", new Value.Decimal(new BigDecimal("12.50")));
        fields.put("money", new Value.Money(new BigDecimal("1000"), "USD"));
        fields.put("moment", new Value.Moment(AT));
        fields.put("day", new Value.Day(LocalDate.of(2026, 3, 4)));
        fields.put("reference", new Value.Reference(PERSON));
        fields.put("texts", new Value.Texts(List.of("a", "b")));
        return fields;
    }
}
