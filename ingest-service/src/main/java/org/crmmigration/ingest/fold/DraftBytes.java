package org.crmmigration.ingest.fold;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.messaging.record.Kind;
import org.crmmigration.messaging.record.RecordMessage.Row;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.messaging.value.Value;

/** Drafts as bytes in the scratch files. */
final class DraftBytes {

    private static final int NOTHING = 0;
    private static final int TEXT = 1;
    private static final int YES = 2;
    private static final int NO = 3;
    private static final int WHOLE = 4;
    private static final int DECIMAL = 5;
    private static final int MONEY = 6;
    private static final int MOMENT = 7;
    private static final int DAY = 8;
    private static final int REFERENCE = 9;
    private static final int TEXTS = 10;

    private static final ThreadLocal<BytesOut> OUT = ThreadLocal.withInitial(BytesOut::new);
    private static final ThreadLocal<BytesIn.Words> WORDS = ThreadLocal.withInitial(BytesIn.Words::new);

    private DraftBytes() {}

    static byte[] pack(Draft draft) {
        BytesOut out = OUT.get();
        out.text(draft.kind().word());
        out.text(draft.key());
        out.number(draft.createdAt().isPresent() ? 1 : 0);
        draft.createdAt().ifPresent(at -> out.number(at.toEpochMilli()));
        out.number(draft.fields().size());
        draft.fields().forEach((name, value) -> {
            out.text(name);
            value(out, value);
        });
        out.number(draft.references().size());
        draft.references().forEach((role, key) -> {
            out.text(role);
            out.text(key);
        });
        out.number(draft.raw().size());
        draft.raw().forEach((name, cell) -> {
            out.text(name);
            out.text(cell);
        });
        out.number(draft.flags().size());
        draft.flags().forEach(out::text);
        out.number(draft.rows().size());
        draft.rows().forEach(row -> {
            out.text(row.file());
            out.number(row.row());
        });
        return out.take();
    }

    static Draft unpack(byte[] bytes) {
        BytesIn in = new BytesIn(bytes, WORDS.get());
        Draft draft = new Draft(Kind.of(in.word()), in.text());
        if (in.size() == 1) {
            draft.createdAt(Instant.ofEpochMilli(in.number()));
        }
        for (int left = in.size(); left > 0; left--) {
            draft.fields().put(in.word(), value(in));
        }
        for (int left = in.size(); left > 0; left--) {
            draft.references().put(in.word(), in.text());
        }
        for (int left = in.size(); left > 0; left--) {
            draft.raw().put(in.word(), in.text());
        }
        for (int left = in.size(); left > 0; left--) {
            draft.flags().add(in.word());
        }
        for (int left = in.size(); left > 0; left--) {
            draft.rows().add(new Row(in.word(), in.number()));
        }
        return draft;
    }

    private static void value(BytesOut out, Value value) {
        switch (value) {
            case Value.Nothing _ -> out.number(NOTHING);
            case Value.Text(String text) -> {
                out.number(TEXT);
                out.text(text);
            }
            case Value.Flag(boolean on) -> out.number(on ? YES : NO);
            case Value.Whole(long number) -> {
                out.number(WHOLE);
                out.number(number);
            }
            case Value.Decimal(BigDecimal number) -> {
                out.number(DECIMAL);
                decimal(out, number);
            }
            case Value.Money(BigDecimal amount, String currency) -> {
                out.number(MONEY);
                decimal(out, amount);
                out.text(currency);
            }
            case Value.Moment(Instant instant) -> {
                out.number(MOMENT);
                out.number(instant.toEpochMilli());
            }
            case Value.Day(LocalDate date) -> {
                out.number(DAY);
                out.number(date.toEpochDay());
            }
            case Value.Reference(ObjectKey target) -> {
                out.number(REFERENCE);
                out.text(target.objectType());
                out.text(target.sourceKey());
            }
            case Value.Texts(List<String> texts) -> {
                out.number(TEXTS);
                out.number(texts.size());
                texts.forEach(out::text);
            }
        }
    }

    private static Value value(BytesIn in) {
        int type = in.size();
        return switch (type) {
            case NOTHING -> Value.NOTHING;
            case TEXT -> new Value.Text(in.text());
            case YES, NO -> new Value.Flag(type == YES);
            case WHOLE -> new Value.Whole(in.number());
            case DECIMAL -> new Value.Decimal(decimal(in));
            case MONEY -> new Value.Money(decimal(in), in.word());
            case MOMENT -> new Value.Moment(Instant.ofEpochMilli(in.number()));
            case DAY -> new Value.Day(LocalDate.ofEpochDay(in.number()));
            case REFERENCE -> new Value.Reference(new ObjectKey(in.word(), in.text()));
            case TEXTS -> {
                int many = in.size();
                List<String> texts = new ArrayList<>(many);
                for (int i = 0; i < many; i++) {
                    texts.add(in.word());
                }
                yield new Value.Texts(texts);
            }
            default -> throw new IllegalStateException("no value has the type " + type);
        };
    }

    private static void decimal(BytesOut out, BigDecimal number) {
        out.number(number.scale());
        BigInteger unscaled = number.unscaledValue();
        boolean small = unscaled.bitLength() < Long.SIZE;
        out.number(small ? 1 : 0);
        if (small) {
            out.number(unscaled.longValue());
        } else {
            out.text(unscaled.toString());
        }
    }

    private static BigDecimal decimal(BytesIn in) {
        int scale = in.size();
        return in.size() == 1
                ? BigDecimal.valueOf(in.number(), scale)
                : new BigDecimal(new BigInteger(in.text()), scale);
    }
}
