package org.crmmigration.embedded;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** A small record of the shape Avro's compiler generates. */
public final class Letter extends SpecificRecordBase {
    public static final Schema SCHEMA$ = new Schema.Parser().parse("""
                    {"type":"record","name":"Letter","namespace":"org.crmmigration.embedded","fields":[
                     {"name":"text","type":{"type":"string","avro.java.string":"String"}},
                     {"name":"pages","type":"long"}]}
                    """);

    private @Nullable String text;
    private long pages;

    /** For Avro. */
    public Letter() {}

    Letter(String text, long pages) {
        this.text = text;
        this.pages = pages;
    }

    @Override
    public Schema getSchema() {
        return SCHEMA$;
    }

    @Override
    public @Nullable Object get(int field) {
        return switch (field) {
            case 0 -> text;
            case 1 -> pages;
            default -> throw new IndexOutOfBoundsException(field);
        };
    }

    @Override
    public void put(int field, Object value) {
        switch (field) {
            case 0 -> text = (String) value;
            case 1 -> pages = (Long) value;
            default -> throw new IndexOutOfBoundsException(field);
        }
    }
}
