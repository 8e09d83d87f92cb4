package org.crmmigration.ingest.fold;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.messaging.value.HashParts;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/** Values as bytes, laid out as on the records topic: which of the schema's types it is, then Avro's binary form of it. */
final class ValueBytes {

    static final int NOTHING = 0;
    private static final int FLAG = 1;
    private static final int WHOLE = 2;
    private static final int TEXT = 3;
    private static final int DECIMAL = 4;
    private static final int MONEY = 5;
    private static final int MOMENT = 6;
    private static final int DAY = 7;
    private static final int REFERENCE = 8;
    private static final int TEXTS = 9;

    private ValueBytes() {}

    static void write(BytesOut out, Value value) {
        switch (value) {
            case Value.Nothing _ -> out.number(NOTHING);
            case Value.Text(String text) -> text(out, TEXT, text);
            case Value.Flag(boolean on) -> {
                out.number(FLAG);
                out.flag(on);
            }
            case Value.Whole(long number) -> {
                out.number(WHOLE);
                out.number(number);
            }
            case Value.Decimal(BigDecimal number) -> text(out, DECIMAL, number.toPlainString());
            case Value.Money(BigDecimal amount, String currency) -> {
                text(out, MONEY, amount.toPlainString());
                out.text(currency);
            }
            case Value.Moment(Instant instant) -> {
                out.number(MOMENT);
                out.number(instant.toEpochMilli());
            }
            case Value.Day(LocalDate date) -> text(out, DAY, date.toString());
            case Value.Reference(ObjectKey target) -> {
                text(out, REFERENCE, target.objectType());
                out.text(target.sourceKey());
            }
            case Value.Texts(List<String> texts) -> {
                out.number(TEXTS);
                if (!texts.isEmpty()) {
                    out.number(texts.size());
                    texts.forEach(out::text);
                }
                out.number(0);
            }
        }
    }

    private static void text(BytesOut out, int type, String text) {
        out.number(type);
        out.text(text);
    }

    /** Reads a value whose text often comes again. */
    static Value readWords(BytesIn in) {
        int type = in.size();
        return type == TEXT ? new Value.Text(in.word()) : read(type, in);
    }

    static Value read(BytesIn in) {
        return read(in.size(), in);
    }

    private static Value read(int type, BytesIn in) {
        return switch (type) {
            case NOTHING -> Value.NOTHING;
            case TEXT -> new Value.Text(in.text());
            case FLAG -> new Value.Flag(in.flag());
            case WHOLE -> new Value.Whole(in.number());
            case DECIMAL -> new Value.Decimal(new BigDecimal(in.text()));
            case MONEY -> new Value.Money(new BigDecimal(in.word()), in.word());
            case MOMENT -> new Value.Moment(Instant.ofEpochMilli(in.number()));
            case DAY -> new Value.Day(LocalDate.parse(in.word()));
            case REFERENCE -> new Value.Reference(new ObjectKey(in.word(), in.text()));
            case TEXTS -> {
                List<String> texts = new ArrayList<>();
                for (int left = in.size(); left > 0; left--) {
                    texts.add(in.word());
                }
                if (!texts.isEmpty()) {
                    in.skip(1);
                }
                yield new Value.Texts(texts);
            }
            default -> throw unknown(type);
        };
    }

    /** Passes over a value. */
    static void skip(BytesIn in) {
        int type = in.size();
        switch (type) {
            case NOTHING -> {}
            case FLAG -> in.skip(1);
            case WHOLE, MOMENT -> in.number();
            case TEXT, DECIMAL, DAY -> in.skip(in.size());
            case MONEY, REFERENCE -> {
                in.skip(in.size());
                in.skip(in.size());
            }
            case TEXTS -> {
                int many = in.size();
                for (int left = many; left > 0; left--) {
                    in.skip(in.size());
                }
                in.skip(many > 0 ? 1 : 0);
            }
            default -> throw unknown(type);
        }
    }

    /** Adds the value's canonical text ({@code ValueText.canonical}) as a part to be hashed. */
    static void canonical(BytesIn in, byte[] bytes, HashParts parts) {
        int type = in.size();
        parts.begin();
        switch (type) {
            case NOTHING -> parts.letter('0');
            case FLAG -> {
                parts.letter('b');
                parts.letter(in.flag() ? '1' : '0');
            }
            case WHOLE -> number('n', in, parts);
            case MOMENT -> number('i', in, parts);
            case TEXT -> copy('t', in, bytes, parts);
            case DECIMAL -> copy('d', in, bytes, parts);
            case DAY -> copy('y', in, bytes, parts);
            case MONEY -> {
                copy('m', in, bytes, parts);
                copy(' ', in, bytes, parts);
            }
            case REFERENCE -> {
                copy('r', in, bytes, parts);
                copy('|', in, bytes, parts);
            }
            case TEXTS -> {
                parts.letter('l');
                for (int left = in.size(); left > 0; left--) {
                    int many = in.size();
                    parts.ascii(Integer.toString(characters(bytes, in.at(), many)));
                    parts.letter(':');
                    parts.bytes(bytes, in.at(), many);
                    in.skip(many);
                }
            }
            default -> throw unknown(type);
        }
        parts.end();
    }

    private static void number(char letter, BytesIn in, HashParts parts) {
        parts.letter(letter);
        parts.ascii(Long.toString(in.number()));
    }

    private static void copy(char letter, BytesIn in, byte[] bytes, HashParts parts) {
        parts.letter(letter);
        int many = in.size();
        parts.bytes(bytes, in.at(), many);
        in.skip(many);
    }

    /** How many characters of a Java string bytes in UTF-8 are: one for each first byte, two where it leads three more. */
    private static int characters(byte[] utf8, int from, int many) {
        int characters = 0;
        for (int i = from; i < from + many; i++) {
            characters += (utf8[i] & 0xc0) == 0x80 ? 0 : (utf8[i] & 0xf8) == 0xf0 ? 2 : 1;
        }
        return characters;
    }

    private static IllegalStateException unknown(int type) {
        return new IllegalStateException("no value has the type " + type);
    }
}
