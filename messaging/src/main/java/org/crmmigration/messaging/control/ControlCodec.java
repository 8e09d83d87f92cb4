package org.crmmigration.messaging.control;

import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.messaging.command.RunScopes;
import org.crmmigration.messaging.control.ControlMessage.ExportStateChanged;
import org.crmmigration.messaging.control.ControlMessage.LaneStateChanged;
import org.crmmigration.messaging.control.ControlMessage.MappingConfirmed;
import org.crmmigration.messaging.control.ControlMessage.MigrationDefined;
import org.crmmigration.messaging.control.ControlMessage.MigrationStateChanged;
import org.crmmigration.messaging.control.ControlMessage.PhaseApproved;
import org.crmmigration.messaging.control.ControlMessage.RunRequested;
import org.crmmigration.messaging.control.ControlMessage.State;
import org.crmmigration.messaging.control.ControlMessage.Topics;
import org.crmmigration.schemas.ExportStateChangedEvent;
import org.crmmigration.schemas.LaneReason;
import org.crmmigration.schemas.LaneStateChangedEvent;
import org.crmmigration.schemas.MappingConfirmedEvent;
import org.crmmigration.schemas.MigrationDefinedEvent;
import org.crmmigration.schemas.MigrationState;
import org.crmmigration.schemas.MigrationStateChangedEvent;
import org.crmmigration.schemas.PhaseApprovedEvent;
import org.crmmigration.schemas.RunRequestedEvent;
import org.crmmigration.schemas.TopicsPart;

/** Converts messages of the control topic to and from their Avro form. */
public final class ControlCodec {

    private ControlCodec() {}

    /** The Avro form. */
    public static SpecificRecord toAvro(ControlMessage message) {
        return switch (message) {
            case MigrationDefined m ->
                new MigrationDefinedEvent(
                        m.migration(),
                        m.destination(),
                        m.accountReference(),
                        m.secretReference(),
                        m.sandbox(),
                        new TopicsPart(
                                m.topics().records(),
                                m.topics().commands(),
                                m.topics().ledger(),
                                m.topics().findings()),
                        m.settings(),
                        m.at());
            case MigrationStateChanged m ->
                new MigrationStateChangedEvent(
                        m.migration(),
                        MigrationState.valueOf(m.state().name()),
                        m.run(),
                        m.phase(),
                        m.reason(),
                        m.at());
            case ExportStateChanged m ->
                new ExportStateChangedEvent(
                        m.migration(), m.export(), m.state(), m.rowsRead(), m.recordsPublished(), m.message(), m.at());
            case MappingConfirmed m ->
                new MappingConfirmedEvent(m.migration(), m.version(), m.sha256(), m.commandsOffset(), m.at());
            case RunRequested m ->
                new RunRequestedEvent(
                        m.migration(), m.run(), m.export(), m.mappingVersion(), m.at(), RunScopes.toAvro(m.scope()));
            case PhaseApproved m -> new PhaseApprovedEvent(m.migration(), m.run(), m.phase(), m.by(), m.at());
            case LaneStateChanged m ->
                new LaneStateChangedEvent(
                        m.migration(),
                        m.destination(),
                        LaneReason.valueOf(m.reason().name()),
                        m.until(),
                        m.explanation(),
                        m.run(),
                        m.phase(),
                        m.figures(),
                        m.at());
        };
    }

    /**
     * The message.
     *
     * @throws IllegalArgumentException when the Avro record does not belong on the control topic
     */
    public static ControlMessage fromAvro(SpecificRecord avro) {
        return switch (avro) {
            case MigrationDefinedEvent e -> defined(e);
            case MigrationStateChangedEvent e ->
                new MigrationStateChanged(
                        e.getMigration(),
                        State.valueOf(e.getState().name()),
                        e.getRun(),
                        e.getPhase(),
                        e.getReason(),
                        e.getAt());
            case ExportStateChangedEvent e ->
                new ExportStateChanged(
                        e.getMigration(),
                        e.getExport(),
                        e.getState(),
                        e.getRowsRead(),
                        e.getRecordsPublished(),
                        e.getMessage(),
                        e.getAt());
            case MappingConfirmedEvent e ->
                new MappingConfirmed(e.getMigration(), e.getVersion(), e.getSha256(), e.getCommandsOffset(), e.getAt());
            case RunRequestedEvent e ->
                new RunRequested(
                        e.getMigration(),
                        e.getRun(),
                        e.getExport(),
                        e.getMappingVersion(),
                        e.getAt(),
                        RunScopes.fromAvro(e.getScope()));
            case PhaseApprovedEvent e ->
                new PhaseApproved(e.getMigration(), e.getRun(), e.getPhase(), e.getBy(), e.getAt());
            case LaneStateChangedEvent e ->
                new LaneStateChanged(
                        e.getMigration(),
                        e.getDestination(),
                        ControlMessage.LaneReason.valueOf(e.getReason().name()),
                        e.getUntil(),
                        e.getExplanation(),
                        e.getRun(),
                        e.getPhase(),
                        e.getFigures(),
                        e.getAt());
            default ->
                throw new IllegalArgumentException("not a message of the control topic: "
                        + avro.getSchema().getFullName());
        };
    }

    private static MigrationDefined defined(MigrationDefinedEvent e) {
        TopicsPart topics = e.getTopics();
        return new MigrationDefined(
                e.getMigration(),
                e.getDestination(),
                e.getAccountReference(),
                e.getSecretReference(),
                e.getSandbox(),
                new Topics(topics.getRecords(), topics.getCommands(), topics.getLedger(), topics.getFindings()),
                e.getSettings(),
                e.getAt());
    }
}
