package org.crmmigration.messaging.value;

/** Writes values as text: canonical for hashes, readable for people. */
public final class ValueText {

    private ValueText() {}

    /** One text per value; different values never share one. */
    public static String canonical(Value value) {
        return switch (value) {
            case Value.Nothing _ -> "0";
            case Value.Text t -> "t" + t.text();
            case Value.Flag f -> f.on() ? "b1" : "b0";
            case Value.Whole w -> "n" + w.number();
            case Value.Decimal d -> "d" + d.number().toPlainString();
            case Value.Money m -> "m" + m.amount().toPlainString() + ' ' + m.currency();
            case Value.Moment m -> "i" + m.instant().toEpochMilli();
            case Value.Day d -> "y" + d.date();
            case Value.Reference r -> "r" + r.target();
            case Value.Texts t -> texts(t);
        };
    }

    /** The value as a person would write it; empty for {@link Value.Nothing}. */
    public static String readable(Value value) {
        return switch (value) {
            case Value.Nothing _ -> "";
            case Value.Text t -> t.text();
            case Value.Flag f -> f.on() ? "yes" : "no";
            case Value.Whole w -> Long.toString(w.number());
            case Value.Decimal d -> d.number().toPlainString();
            case Value.Money m -> m.amount().toPlainString() + ' ' + m.currency();
            case Value.Moment m -> m.instant().toString();
            case Value.Day d -> d.date().toString();
            case Value.Reference r -> r.target().toString();
            case Value.Texts t -> String.join(", ", t.texts());
        };
    }

    private static String texts(Value.Texts value) {
        StringBuilder out = new StringBuilder("l");
        for (String text : value.texts()) {
            out.append(text.length()).append(':').append(text);
        }
        return out.toString();
    }
}
