package org.crmmigration.messaging.command;

import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.messaging.command.CommandMessage.Action;
import org.crmmigration.messaging.command.CommandMessage.MappingText;
import org.crmmigration.messaging.command.CommandMessage.Phase;
import org.crmmigration.messaging.command.CommandMessage.PhaseBegan;
import org.crmmigration.messaging.command.CommandMessage.PhaseEnded;
import org.crmmigration.messaging.command.CommandMessage.RecordExcluded;
import org.crmmigration.messaging.command.CommandMessage.RunBegan;
import org.crmmigration.messaging.command.CommandMessage.RunEnded;
import org.crmmigration.messaging.value.FieldParts;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.schemas.CommandAction;
import org.crmmigration.schemas.MappingTextEvent;
import org.crmmigration.schemas.ObjectCommand;
import org.crmmigration.schemas.PhaseBeganEvent;
import org.crmmigration.schemas.PhaseEndedEvent;
import org.crmmigration.schemas.PhasePart;
import org.crmmigration.schemas.RecordExcludedEvent;
import org.crmmigration.schemas.RunBeganEvent;
import org.crmmigration.schemas.RunEndedEvent;

/** Converts messages of the commands topic to and from their Avro form. */
public final class CommandCodec {

    private CommandCodec() {}

    /** The Avro form. */
    public static SpecificRecord toAvro(CommandMessage message) {
        return switch (message) {
            case CommandMessage.ObjectCommand m ->
                new ObjectCommand(
                        m.run(),
                        m.phase(),
                        CommandAction.valueOf(m.action().name()),
                        m.key().objectType(),
                        m.key().sourceKey(),
                        m.payloadHash(),
                        FieldParts.toAvro(m.fields()),
                        m.origins());
            case RecordExcluded m ->
                new RecordExcludedEvent(m.run(), m.kind(), m.sourceKey(), m.reason(), m.explanation());
            case MappingText m -> new MappingTextEvent(m.version(), m.sha256(), m.yaml(), m.at());
            case RunBegan m ->
                new RunBeganEvent(
                        m.run(),
                        m.export(),
                        m.mappingVersion(),
                        m.phases().stream()
                                .map(phase -> new PhasePart(phase.number(), phase.name()))
                                .toList(),
                        m.at(),
                        RunScopes.toAvro(m.scope()));
            case PhaseBegan m -> new PhaseBeganEvent(m.run(), m.phase(), m.name(), m.attempt());
            case PhaseEnded m -> new PhaseEndedEvent(m.run(), m.phase(), m.commands(), m.checksum());
            case RunEnded m -> new RunEndedEvent(m.run(), m.excludedByReason(), m.at());
        };
    }

    /**
     * The message.
     *
     * @throws IllegalArgumentException when the Avro record does not belong on a commands topic
     */
    public static CommandMessage fromAvro(SpecificRecord avro) {
        return switch (avro) {
            case ObjectCommand e ->
                new CommandMessage.ObjectCommand(
                        e.getRun(),
                        e.getPhase(),
                        Action.valueOf(e.getAction().name()),
                        new ObjectKey(e.getObjectType(), e.getSourceKey()),
                        e.getPayloadHash(),
                        FieldParts.fromAvro(e.getFields()),
                        e.getOrigins());
            case RecordExcludedEvent e ->
                new RecordExcluded(e.getRun(), e.getKind(), e.getSourceKey(), e.getReason(), e.getExplanation());
            case MappingTextEvent e -> new MappingText(e.getVersion(), e.getSha256(), e.getYaml(), e.getAt());
            case RunBeganEvent e ->
                new RunBegan(
                        e.getRun(),
                        e.getExport(),
                        e.getMappingVersion(),
                        e.getPhases().stream()
                                .map(phase -> new Phase(phase.getNumber(), phase.getName()))
                                .toList(),
                        e.getAt(),
                        RunScopes.fromAvro(e.getScope()));
            case PhaseBeganEvent e -> new PhaseBegan(e.getRun(), e.getPhase(), e.getName(), e.getAttempt());
            case PhaseEndedEvent e -> new PhaseEnded(e.getRun(), e.getPhase(), e.getCommands(), e.getChecksum());
            case RunEndedEvent e -> new RunEnded(e.getRun(), e.getExcludedByReason(), e.getAt());
            default ->
                throw new IllegalArgumentException(
                        "not a message of a commands topic: " + avro.getSchema().getFullName());
        };
    }
}
