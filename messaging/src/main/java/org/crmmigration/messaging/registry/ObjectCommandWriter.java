package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;

/**
 * Writes commands as the generic writer writes their Avro form, without making that. Refuses a schema that is not laid out
 * as this class writes.
 */
final class ObjectCommandWriter implements DatumWriter<ObjectCommand> {

    private static final List<String> FIELDS =
            List.of("run", "phase", "action", "objectType", "sourceKey", "payloadHash", "fields", "origins");

    private final Schema actions;
    private final FieldsWriter fields = new FieldsWriter();

    ObjectCommandWriter(Schema schema) {
        FieldPartsWriter.check(schema, FIELDS);
        actions = schema.getField("action").schema();
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException("the schema is that of the class");
    }

    @Override
    public void write(ObjectCommand command, Encoder out) throws IOException {
        out.writeString(command.run());
        out.writeInt(command.phase());
        out.writeEnum(actions.getEnumOrdinal(command.action().name()));
        out.writeString(command.key().objectType());
        out.writeString(command.key().sourceKey());
        out.writeString(command.payloadHash());
        fields.write(command.fields(), out);
        FieldPartsWriter.texts(command.origins(), out);
    }
}
