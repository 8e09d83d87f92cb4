package org.crmmigration.reconcile.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.crmmigration.messaging.command.CommandCodec;
import org.crmmigration.messaging.command.CommandMessage;
import org.crmmigration.messaging.ledger.LedgerCodec;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordCodec;
import org.crmmigration.messaging.record.RecordMessage;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.FieldParts;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;
import org.crmmigration.schemas.DestinationSchemaReadEvent;
import org.crmmigration.schemas.ExportBeganEvent;
import org.crmmigration.schemas.ExportCompletedEvent;
import org.crmmigration.schemas.FieldPart;
import org.crmmigration.schemas.FindingEvent;
import org.crmmigration.schemas.IntentEvent;
import org.crmmigration.schemas.ObjectCommand;
import org.crmmigration.schemas.OutcomeEvent;
import org.crmmigration.schemas.SourceRecordEvent;

/** Turns consumed records into entries. Fields of records and commands are left behind but for amounts of money, which are summed up. */
final class Intake {

    private Intake() {}

    /** The entry; an {@link Entry.Unreadable} when the message does not belong on any of a migration's topics. */
    static Entry entry(ConsumerRecord<String, SpecificRecord> record) {
        long offset = record.offset();
        try {
            return switch (record.value()) {
                case SourceRecordEvent e -> new Entry.OfRecords(offset, slim(e));
                case ExportBeganEvent e -> new Entry.OfRecords(offset, RecordCodec.fromAvro(e));
                case ExportCompletedEvent e -> new Entry.OfRecords(offset, RecordCodec.fromAvro(e));
                case OutcomeEvent e -> new Entry.OfLedger(offset, LedgerCodec.fromAvro(e));
                case IntentEvent e -> new Entry.OfLedger(offset, LedgerCodec.fromAvro(e));
                case DestinationSchemaReadEvent e -> new Entry.OfLedger(offset, LedgerCodec.fromAvro(e));
                case FindingEvent e -> new Entry.OfFindings(offset, record.key(), RecordCodec.fromAvro(e));
                case ObjectCommand e -> command(record, slim(e));
                case SpecificRecord other -> command(record, CommandCodec.fromAvro(other));
            };
        } catch (IllegalArgumentException e) {
            return new Entry.Unreadable(offset, String.valueOf(e.getMessage()));
        }
    }

    private static Entry command(ConsumerRecord<String, SpecificRecord> record, CommandMessage message) {
        return new Entry.OfCommands(record.offset(), Instant.ofEpochMilli(record.timestamp()), message);
    }

    private static RecordMessage slim(SourceRecordEvent e) {
        List<Row> rows = e.getRows().stream()
                .map(row -> new Row(row.getFile(), row.getRow()))
                .toList();
        return new SourceRecord(
                e.getExport(),
                e.getSequence(),
                Kind.of(e.getKind()),
                e.getSourceKey(),
                e.getContentHash(),
                Change.valueOf(e.getChange().name()),
                e.getCreatedAt(),
                kept(e.getFields(), e.getKind().equals(Kind.ORDER.word())),
                Map.of(),
                Map.of(),
                List.of(),
                rows);
    }

    private static CommandMessage slim(ObjectCommand e) {
        return new CommandMessage.ObjectCommand(
                e.getRun(),
                e.getPhase(),
                CommandMessage.Action.valueOf(e.getAction().name()),
                new ObjectKey(e.getObjectType(), e.getSourceKey()),
                e.getPayloadHash(),
                kept(e.getFields(), MoneyTable.TYPES.contains(e.getObjectType())),
                e.getOrigins());
    }

    /** Amounts alone, and of what has any. */
    private static Map<String, Value> kept(List<FieldPart> fields, boolean money) {
        return money
                ? FieldParts.fromAvro(fields.stream()
                        .filter(field -> MoneyTable.FIELDS.contains(field.getName()))
                        .toList())
                : Map.of();
    }
}
