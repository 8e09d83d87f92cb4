package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificRecord;
import org.crmmigration.schemas.ObjectCommand;

/**
 * Writes commands as the generic writer does, without asking the schema about every value. Refuses a schema that is not
 * laid out as this class writes.
 */
final class ObjectCommandWriter implements DatumWriter<SpecificRecord> {

    private static final List<String> FIELDS =
            List.of("run", "phase", "action", "objectType", "sourceKey", "payloadHash", "fields", "origins");

    private final Schema actions;

    ObjectCommandWriter(Schema schema) {
        FieldPartsWriter.check(schema, FIELDS);
        actions = schema.getField("action").schema();
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("the schema is that of the class");
    }

    @Override
    public void write(SpecificRecord datum, Encoder out) throws IOException {
        ObjectCommand command = (ObjectCommand) datum;
        out.writeString(command.getRun());
        out.writeInt(command.getPhase());
        out.writeEnum(actions.getEnumOrdinal(command.getAction().name()));
        out.writeString(command.getObjectType());
        out.writeString(command.getSourceKey());
        out.writeString(command.getPayloadHash());
        FieldPartsWriter.write(command.getFields(), out);
        FieldPartsWriter.texts(command.getOrigins(), out);
    }
}
