package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.Encoder;
import org.apache.avro.util.Utf8;
import org.crmmigration.messaging.value.Fields;
import org.crmmigration.messaging.value.Value;

/**
 * What {@link FieldPartsWriter} writes, of the values themselves. Names come again and again, so their bytes are kept.
 * Thread-safe.
 */
final class FieldsWriter {

    /** Beyond this many the bytes of further names are made each time. */
    private static final int MOST_NAMES = 10_000;

    private final Map<String, Utf8> names = new ConcurrentHashMap<>();

    void write(Map<String, Value> fields, Encoder out) throws IOException {
        FieldPartsWriter.begin(fields.keySet(), out);
        if (fields instanceof Fields known) {
            for (int place = 0; place < known.size(); place++) {
                write(known.name(place), known.value(place), out);
            }
        } else {
            for (Map.Entry<String, Value> field : fields.entrySet()) {
                write(field.getKey(), field.getValue(), out);
            }
        }
        out.writeArrayEnd();
    }

    private Utf8 utf8(String name) {
        Utf8 known = names.get(name);
        if (known == null) {
            known = new Utf8(name);
            if (names.size() < MOST_NAMES) {
                names.put(name, known);
            }
        }
        return known;
    }

    private void write(String name, Value value, Encoder out) throws IOException {
        out.startItem();
        out.writeString(utf8(name));
        switch (value) {
            case Value.Text text -> {
                out.writeIndex(3);
                out.writeString(text.text());
            }
            case Value.Nothing _ -> out.writeIndex(0);
            case Value.Flag flag -> {
                out.writeIndex(1);
                out.writeBoolean(flag.on());
            }
            case Value.Whole whole -> {
                out.writeIndex(2);
                out.writeLong(whole.number());
            }
            case Value.Decimal decimal -> {
                out.writeIndex(4);
                out.writeString(decimal.number().toPlainString());
            }
            case Value.Money money -> {
                out.writeIndex(5);
                out.writeString(money.amount().toPlainString());
                out.writeString(money.currency());
            }
            case Value.Moment moment -> {
                out.writeIndex(6);
                out.writeLong(moment.instant().toEpochMilli());
            }
            case Value.Day day -> {
                out.writeIndex(7);
                out.writeString(day.date().toString());
            }
            case Value.Reference reference -> {
                out.writeIndex(8);
                out.writeString(reference.target().objectType());
                out.writeString(reference.target().sourceKey());
            }
            case Value.Texts texts -> {
                out.writeIndex(9);
                FieldPartsWriter.texts(texts.texts(), out);
            }
        }
    }
}
