package org.crmmigration.messaging.registry;

import java.time.Instant;
import java.util.List;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** A record of the shape Avro's compiler generates, with strings, a list, a logical type and a field with a default. */
public final class Parcel extends SpecificRecordBase {
    public static final Schema SCHEMA$ = new Schema.Parser().parse("""
                    {"type":"record","name":"Parcel","namespace":"org.crmmigration.messaging.registry","fields":[
                     {"name":"label","type":{"type":"string","avro.java.string":"String"}},
                     {"name":"weights","type":{"type":"array","items":"long"}},
                     {"name":"sentAt","type":{"type":"long","logicalType":"timestamp-millis"}},
                     {"name":"note","type":{"type":"string","avro.java.string":"String"},"default":"none"}]}
                    """);

    @SuppressWarnings("UnusedVariable") // found by Avro through reflection
    private static final SpecificData MODEL$ = new SpecificData(Parcel.class.getClassLoader());

    static {
        MODEL$.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    private @Nullable String label;
    private @Nullable List<Long> weights;
    private @Nullable Instant sentAt;
    private @Nullable String note;

    /** For Avro. */
    public Parcel() {}

    Parcel(@Nullable String label, List<Long> weights, Instant sentAt, String note) {
        this.label = label;
        this.weights = weights;
        this.sentAt = sentAt;
        this.note = note;
    }

    @Override
    public Schema getSchema() {
        return SCHEMA$;
    }

    @Override
    public SpecificData getSpecificData() {
        return MODEL$;
    }

    @Override
    public @Nullable Conversion<?> getConversion(int field) {
        return field == 2 ? new TimeConversions.TimestampMillisConversion() : null;
    }

    @Override
    public @Nullable Object get(int field) {
        return switch (field) {
            case 0 -> label;
            case 1 -> weights;
            case 2 -> sentAt;
            case 3 -> note;
            default -> throw new IndexOutOfBoundsException(field);
        };
    }

    @Override
    @SuppressWarnings("unchecked") // as in generated classes
    public void put(int field, @Nullable Object value) {
        switch (field) {
            case 0 -> label = (String) value;
            case 1 -> weights = (List<Long>) value;
            case 2 -> sentAt = (Instant) value;
            case 3 -> note = (String) value;
            default -> throw new IndexOutOfBoundsException(field);
        }
    }
}
