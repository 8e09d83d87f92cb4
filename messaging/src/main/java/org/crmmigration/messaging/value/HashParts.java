package org.crmmigration.messaging.value;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;

/**
 * Parts of what is to be hashed, each behind its length, gathered first: a Mac takes one long text many times faster than
 * many short ones. {@link KeyedHash#of(HashParts)} hashes and forgets them. For one thread.
 */
public final class HashParts {

    private static final int KEPT = 1 << 16;
    private static final int FIRST = 2048;

    private byte[] bytes = new byte[FIRST];
    private int used;
    private int begun;

    /** A part begins. */
    public void begin() {
        room(Integer.BYTES);
        begun = used;
        used += Integer.BYTES;
    }

    /** A part ends. */
    public void end() {
        int many = used - begun - Integer.BYTES;
        bytes[begun] = (byte) (many >>> 24);
        bytes[begun + 1] = (byte) (many >>> 16);
        bytes[begun + 2] = (byte) (many >>> 8);
        bytes[begun + 3] = (byte) many;
    }

    /** Adds an ASCII character to the part that was begun. */
    public void letter(char letter) {
        room(1);
        bytes[used++] = (byte) letter;
    }

    /** Adds ASCII characters to the part that was begun. */
    public void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            letter(text.charAt(i));
        }
    }

    /** Adds some of the source's bytes to the part that was begun. */
    public void bytes(byte[] source, int from, int many) {
        room(many);
        System.arraycopy(source, from, bytes, used, many);
        used += many;
    }

    /** A text as a part. */
    void text(String text) {
        begin();
        utf8(text);
        end();
    }

    /** What {@link #text} adds for a text, for those that come again and again. */
    static byte[] part(String text) {
        HashParts one = new HashParts();
        one.text(text);
        return Arrays.copyOf(one.bytes, one.used);
    }

    /** Adds what {@link #part} made. */
    void part(byte[] made) {
        bytes(made, 0, made.length);
    }

    /** {@link ValueText#canonical} of a value as a part; the commonest kinds without making that text first. */
    void value(Value value) {
        begin();
        switch (value) {
            case Value.Text(String text) -> {
                letter('t');
                utf8(text);
            }
            case Value.Texts(List<String> texts) -> {
                letter('l');
                for (String text : texts) {
                    utf8(Integer.toString(text.length()));
                    letter(':');
                    utf8(text);
                }
            }
            case Value.Money(BigDecimal amount, String currency) -> {
                letter('m');
                utf8(amount.toPlainString());
                letter(' ');
                utf8(currency);
            }
            case Value.Reference(ObjectKey target) -> {
                letter('r');
                utf8(target.objectType());
                letter('|');
                utf8(target.sourceKey());
            }
            case Value.Nothing _, Value.Flag _, Value.Whole _, Value.Decimal _, Value.Moment _, Value.Day _ ->
                utf8(ValueText.canonical(value));
        }
        end();
    }

    /** Hands everything over and forgets it. */
    void to(Mac mac) {
        mac.update(bytes, 0, used);
        used = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST];
        }
    }

    private void utf8(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        bytes(encoded, 0, encoded.length);
    }

    private void room(int more) {
        if (used + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + more));
        }
    }
}
