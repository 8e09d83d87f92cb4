package org.crmmigration.messaging.record;

import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.messaging.record.RecordMessage.Change;
import org.crmmigration.messaging.record.RecordMessage.ExportBegan;
import org.crmmigration.messaging.record.RecordMessage.ExportCompleted;
import org.crmmigration.messaging.record.RecordMessage.FileAccount;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.record.RecordMessage.SourceRecord;
import org.crmmigration.messaging.value.FieldParts;
import org.crmmigration.schemas.ExportBeganEvent;
import org.crmmigration.schemas.ExportCompletedEvent;
import org.crmmigration.schemas.FileAccountPart;
import org.crmmigration.schemas.FindingEvent;
import org.crmmigration.schemas.RecordChange;
import org.crmmigration.schemas.SourceRecordEvent;
import org.crmmigration.schemas.SourceRow;

/** Converts messages of the records and findings topics to and from their Avro form. */
public final class RecordCodec {

    private RecordCodec() {}

    /** The Avro form. */
    public static SpecificRecord toAvro(RecordMessage message) {
        return switch (message) {
            case ExportBegan m -> new ExportBeganEvent(m.export(), m.generation(), m.at());
            case SourceRecord m ->
                new SourceRecordEvent(
                        m.export(),
                        m.sequence(),
                        m.kind().word(),
                        m.sourceKey(),
                        m.contentHash(),
                        RecordChange.valueOf(m.change().name()),
                        m.createdAt(),
                        FieldParts.toAvro(m.fields()),
                        m.references(),
                        m.raw(),
                        m.flags(),
                        m.rows().stream()
                                .map(row -> new SourceRow(row.file(), row.row()))
                                .toList());
            case ExportCompleted m ->
                new ExportCompletedEvent(
                        m.export(),
                        m.generation(),
                        m.recordsByKind(),
                        m.checksum(),
                        m.files().stream().map(RecordCodec::account).toList(),
                        m.findingsBySeverity(),
                        m.at());
        };
    }

    /**
     * The message.
     *
     * @throws IllegalArgumentException when the Avro record does not belong on a records topic
     */
    public static RecordMessage fromAvro(SpecificRecord avro) {
        return switch (avro) {
            case SourceRecordEvent e ->
                new SourceRecord(
                        e.getExport(),
                        e.getSequence(),
                        Kind.of(e.getKind()),
                        e.getSourceKey(),
                        e.getContentHash(),
                        Change.valueOf(e.getChange().name()),
                        e.getCreatedAt(),
                        FieldParts.fromAvro(e.getFields()),
                        e.getReferences(),
                        e.getRaw(),
                        e.getFlags(),
                        e.getRows().stream()
                                .map(row -> new Row(row.getFile(), row.getRow()))
                                .toList());
            case ExportBeganEvent e -> new ExportBegan(e.getExport(), e.getGeneration(), e.getAt());
            case ExportCompletedEvent e ->
                new ExportCompleted(
                        e.getExport(),
                        e.getGeneration(),
                        e.getRecordsByKind(),
                        e.getChecksum(),
                        e.getFiles().stream().map(RecordCodec::account).toList(),
                        e.getFindingsBySeverity(),
                        e.getAt());
            default ->
                throw new IllegalArgumentException(
                        "not a message of a records topic: " + avro.getSchema().getFullName());
        };
    }

    /** The Avro form. */
    public static FindingEvent toAvro(Finding finding) {
        return new FindingEvent(
                finding.export(),
                finding.rule(),
                org.crmmigration.schemas.Severity.valueOf(finding.severity().name()),
                finding.file(),
                finding.row(),
                finding.column(),
                finding.sourceKey(),
                finding.message(),
                finding.advice());
    }

    /** The finding. */
    public static Finding fromAvro(FindingEvent e) {
        return new Finding(
                e.getExport(),
                e.getRule(),
                Finding.Severity.valueOf(e.getSeverity().name()),
                e.getFile(),
                e.getRow(),
                e.getColumn(),
                e.getSourceKey(),
                e.getMessage(),
                e.getAdvice());
    }

    private static FileAccountPart account(FileAccount a) {
        return new FileAccountPart(
                a.file(),
                a.kind(),
                a.sha256(),
                a.bytes(),
                a.encoding(),
                a.delimiter(),
                a.physicalRows(),
                a.headerRows(),
                a.blankRows(),
                a.recordRows(),
                a.mergedRows(),
                a.repeatedRows(),
                a.rejectedRows(),
                a.excludedRows());
    }

    private static FileAccount account(FileAccountPart a) {
        return new FileAccount(
                a.getFile(),
                a.getKind(),
                a.getSha256(),
                a.getBytes(),
                a.getEncoding(),
                a.getDelimiter(),
                a.getPhysicalRows(),
                a.getHeaderRows(),
                a.getBlankRows(),
                a.getRecordRows(),
                a.getMergedRows(),
                a.getRepeatedRows(),
                a.getRejectedRows(),
                a.getExcludedRows());
    }
}
