package org.crmmigration.messaging.ledger;

import java.util.List;
import org.crmmigration.messaging.ledger.DestinationSchema.Entity;
import org.crmmigration.messaging.ledger.DestinationSchema.Field;
import org.crmmigration.messaging.ledger.DestinationSchema.Limit;
import org.crmmigration.messaging.ledger.DestinationSchema.Named;
import org.crmmigration.messaging.ledger.DestinationSchema.Note;
import org.crmmigration.messaging.ledger.DestinationSchema.Pipeline;
import org.crmmigration.messaging.ledger.DestinationSchema.Stage;
import org.crmmigration.messaging.ledger.DestinationSchema.User;
import org.crmmigration.messaging.ledger.LedgerMessage.SchemaRead;
import org.crmmigration.schemas.DestinationSchemaReadEvent;
import org.crmmigration.schemas.SchemaEntityPart;
import org.crmmigration.schemas.SchemaFieldPart;
import org.crmmigration.schemas.SchemaLimitPart;
import org.crmmigration.schemas.SchemaNamedPart;
import org.crmmigration.schemas.SchemaNotePart;
import org.crmmigration.schemas.SchemaPipelinePart;
import org.crmmigration.schemas.SchemaStagePart;
import org.crmmigration.schemas.SchemaUserPart;
import org.jspecify.annotations.Nullable;

/** Converts readings of an account's schema to and from their Avro form. */
final class SchemaCodec {

    private SchemaCodec() {}

    static DestinationSchemaReadEvent toAvro(SchemaRead message) {
        DestinationSchema schema = message.schema();
        return new DestinationSchemaReadEvent(
                schema.destination(),
                schema.plan(),
                message.part(),
                message.parts(),
                schema.entities().stream().map(SchemaCodec::toAvro).toList(),
                schema.users().stream()
                        .map(user -> new SchemaUserPart(user.email(), user.active()))
                        .toList(),
                schema.pipelines().stream().map(SchemaCodec::toAvro).toList(),
                schema.limits().stream()
                        .map(limit -> new SchemaLimitPart(
                                limit.name(), limit.entity(), limit.allowed(), limit.used(), limit.explanation()))
                        .toList(),
                schema.at(),
                schema.named().stream()
                        .map(thing -> new SchemaNamedPart(thing.objectType(), thing.name()))
                        .toList(),
                toAvro(schema.notes()));
    }

    private static @Nullable List<SchemaNotePart> toAvro(@Nullable List<Note> notes) {
        return notes == null
                ? null
                : notes.stream()
                        .map(note -> new SchemaNotePart(note.severity(), note.code(), note.text()))
                        .toList();
    }

    private static @Nullable List<Note> fromAvro(@Nullable List<SchemaNotePart> notes) {
        return notes == null
                ? null
                : notes.stream()
                        .map(note -> new Note(note.getSeverity(), note.getCode(), note.getText()))
                        .toList();
    }

    static SchemaRead fromAvro(DestinationSchemaReadEvent e) {
        DestinationSchema schema = new DestinationSchema(
                e.getDestination(),
                e.getAt(),
                e.getPlan(),
                e.getEntities().stream().map(SchemaCodec::fromAvro).toList(),
                e.getUsers().stream()
                        .map(user -> new User(user.getEmail(), user.getActive()))
                        .toList(),
                e.getPipelines().stream().map(SchemaCodec::fromAvro).toList(),
                e.getLimits().stream()
                        .map(limit -> new Limit(
                                limit.getName(),
                                limit.getEntity(),
                                limit.getAllowed(),
                                limit.getUsed(),
                                limit.getExplanation()))
                        .toList(),
                e.getNamed().stream()
                        .map(thing -> new Named(thing.getObjectType(), thing.getName()))
                        .toList(),
                fromAvro(e.getNotes()));
        return new SchemaRead(e.getPart(), e.getParts(), schema);
    }

    private static SchemaEntityPart toAvro(Entity entity) {
        return new SchemaEntityPart(
                entity.name(),
                entity.label(),
                entity.labelField(),
                entity.fields().stream()
                        .map(field -> new SchemaFieldPart(
                                field.key(),
                                field.label(),
                                field.type(),
                                field.maxLength(),
                                field.options(),
                                field.required(),
                                field.custom(),
                                field.writable()))
                        .toList());
    }

    private static Entity fromAvro(SchemaEntityPart entity) {
        return new Entity(
                entity.getName(),
                entity.getLabel(),
                entity.getLabelField(),
                entity.getFields().stream()
                        .map(field -> new Field(
                                field.getKey(),
                                field.getLabel(),
                                field.getType(),
                                field.getMaxLength(),
                                field.getOptions(),
                                field.getRequired(),
                                field.getCustom(),
                                field.getWritable()))
                        .toList());
    }

    private static SchemaPipelinePart toAvro(Pipeline pipeline) {
        return new SchemaPipelinePart(
                pipeline.id(),
                pipeline.name(),
                pipeline.stages().stream()
                        .map(stage -> new SchemaStagePart(stage.id(), stage.name()))
                        .toList());
    }

    private static Pipeline fromAvro(SchemaPipelinePart pipeline) {
        return new Pipeline(
                pipeline.getId(),
                pipeline.getName(),
                pipeline.getStages().stream()
                        .map(stage -> new Stage(stage.getId(), stage.getName()))
                        .toList());
    }
}
