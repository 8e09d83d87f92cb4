package org.crmmigration.messaging.ledger;

import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Edit;
import org.crmmigration.messaging.ledger.LedgerMessage.Intent;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.SchemaRead;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.schemas.CausePart;
import org.crmmigration.schemas.DestinationSchemaReadEvent;
import org.crmmigration.schemas.EditPart;
import org.crmmigration.schemas.IntentEvent;
import org.crmmigration.schemas.LedgerOperation;
import org.crmmigration.schemas.OutcomeEvent;
import org.crmmigration.schemas.OutcomeStatus;
import org.jspecify.annotations.Nullable;

/** Converts messages of the ledger topic to and from their Avro form. */
public final class LedgerCodec {

    private LedgerCodec() {}

    /** The Avro form. */
    public static SpecificRecord toAvro(LedgerMessage message) {
        return switch (message) {
            case Intent m ->
                new IntentEvent(
                        m.run(),
                        m.key().objectType(),
                        m.key().sourceKey(),
                        LedgerOperation.valueOf(m.operation().name()),
                        m.attempt(),
                        m.payloadHash(),
                        m.crmId(),
                        m.confirmedHash(),
                        m.beforeImage(),
                        m.searchFloor(),
                        m.at(),
                        m.deadline(),
                        m.owner());
            case Outcome m ->
                new OutcomeEvent(
                        m.run(),
                        m.phase(),
                        m.key().objectType(),
                        m.key().sourceKey(),
                        OutcomeStatus.valueOf(m.status().name()),
                        LedgerOperation.valueOf(m.operation().name()),
                        m.payloadHash(),
                        m.crmId(),
                        m.confirmedHash(),
                        m.beforeImage(),
                        m.written(),
                        cause(m.cause()),
                        m.attributes(),
                        m.calls(),
                        m.cost(),
                        m.commandOffset(),
                        m.at(),
                        m.edits().stream()
                                .map(edit -> new EditPart(edit.field(), edit.ours(), edit.theirs()))
                                .toList());
            case SchemaRead m -> SchemaCodec.toAvro(m);
        };
    }

    /**
     * The message.
     *
     * @throws IllegalArgumentException when the Avro record does not belong on a ledger topic
     */
    public static LedgerMessage fromAvro(SpecificRecord avro) {
        return switch (avro) {
            case IntentEvent e ->
                new Intent(
                        e.getRun(),
                        new ObjectKey(e.getObjectType(), e.getSourceKey()),
                        Operation.valueOf(e.getOperation().name()),
                        e.getAttempt(),
                        e.getPayloadHash(),
                        e.getCrmId(),
                        e.getConfirmedHash(),
                        e.getBeforeImage(),
                        e.getSearchFloor(),
                        e.getAt(),
                        e.getDeadline(),
                        e.getOwner());
            case OutcomeEvent e ->
                new Outcome(
                        e.getRun(),
                        e.getPhase(),
                        new ObjectKey(e.getObjectType(), e.getSourceKey()),
                        Status.valueOf(e.getStatus().name()),
                        Operation.valueOf(e.getOperation().name()),
                        e.getPayloadHash(),
                        e.getCrmId(),
                        e.getConfirmedHash(),
                        e.getBeforeImage(),
                        e.getWritten(),
                        cause(e.getCause()),
                        e.getAttributes(),
                        e.getCalls(),
                        e.getCost(),
                        e.getCommandOffset(),
                        e.getAt(),
                        e.getEdits().stream()
                                .map(edit -> new Edit(edit.getField(), edit.getOurs(), edit.getTheirs()))
                                .toList());
            case DestinationSchemaReadEvent e -> SchemaCodec.fromAvro(e);
            default ->
                throw new IllegalArgumentException(
                        "not a message of a ledger topic: " + avro.getSchema().getFullName());
        };
    }

    private static @Nullable CausePart cause(@Nullable Cause c) {
        return c == null
                ? null
                : new CausePart(c.code(), c.message(), c.httpStatus(), c.requestId(), c.field(), c.parent());
    }

    private static @Nullable Cause cause(@Nullable CausePart c) {
        return c == null
                ? null
                : new Cause(
                        c.getCode(), c.getMessage(), c.getHttpStatus(), c.getRequestId(), c.getField(), c.getParent());
    }
}
