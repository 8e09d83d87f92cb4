package org.crmmigration.messaging.value;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes with a migration's secret (HMAC-SHA-256, the first 128 bits as 32 hex digits), so that keys and hashes on
 * topics cannot be matched against a list of e-mail addresses. The same secret gives the same hash in every export.
 * Thread-safe.
 */
public final class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final ThreadLocal<Message> messages;

    /**
     * @param secret at least 16 bytes
     */
    public KeyedHash(byte[] secret) {
        if (secret.length < BYTES) {
            throw new IllegalArgumentException("a migration's secret has at least 16 bytes");
        }
        SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
        messages = ThreadLocal.withInitial(() -> new Message(mac(key)));
    }

    /** Hashes the parts in their order; parts cannot run into each other. */
    public String of(String... parts) {
        return of(List.of(parts));
    }

    /** Hashes the parts in their order; parts cannot run into each other. */
    public String of(List<String> parts) {
        Message message = messages.get();
        parts.forEach(message::part);
        return message.hash();
    }

    /** Hashes named values regardless of the map's order. */
    public String of(Map<String, Value> fields) {
        Message message = messages.get();
        for (String name : message.orders.sorted(fields.keySet())) {
            message.part(name);
            message.value(Objects.requireNonNull(fields.get(name)));
        }
        return message.hash();
    }

    /**
     * Hashes parts that stand in a row, each behind its length in bytes as a big-endian int: the same hash that the other
     * methods give for the parts' texts.
     *
     * @param length how many of the bytes count
     */
    public String ofParts(byte[] parts, int length) {
        return messages.get().hash(parts, length);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Parts with their lengths, gathered first: a Mac takes one long text many times faster than many short ones. */
    private static final class Message {
        private static final int KEPT = 1 << 16;
        private final Mac mac;
        private final Orders orders = new Orders();
        private byte[] bytes = new byte[1024];
        private int used;

        Message(Mac mac) {
            this.mac = mac;
        }

        void part(String part) {
            byte[] text = part.getBytes(StandardCharsets.UTF_8);
            begin(text.length);
            add(text);
        }

        /** The canonical text of the value; the commonest kind without making that text first. */
        void value(Value value) {
            if (value instanceof Value.Text(String plain)) {
                byte[] text = plain.getBytes(StandardCharsets.UTF_8);
                begin(text.length + 1);
                bytes[used++] = 't';
                add(text);
            } else {
                part(ValueText.canonical(value));
            }
        }

        private void begin(int length) {
            if (used + Integer.BYTES + length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(used + Integer.BYTES + length, bytes.length * 2));
            }
            bytes[used++] = (byte) (length >>> 24);
            bytes[used++] = (byte) (length >>> 16);
            bytes[used++] = (byte) (length >>> 8);
            bytes[used++] = (byte) length;
        }

        private void add(byte[] text) {
            System.arraycopy(text, 0, bytes, used, text.length);
            used += text.length;
        }

        String hash() {
            String hash = hash(bytes, used);
            used = 0;
            if (bytes.length > KEPT) {
                bytes = new byte[1024];
            }
            return hash;
        }

        String hash(byte[] parts, int length) {
            mac.update(parts, 0, length);
            return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
        }
    }
    /** Sorted names of fields, remembered: most records of a kind fill the same ones. */
    private static final class Orders {
        private static final int MOST = 64;
        private final String[][] met = new String[MOST][];
        private final String[][] sorted = new String[MOST][];

        String[] sorted(Set<String> fields) {
            String[] names = fields.toArray(String[]::new);
            int slot = Math.floorMod(Arrays.hashCode(names), MOST);
            if (!Arrays.equals(names, met[slot])) {
                met[slot] = names;
                sorted[slot] = names.clone();
                Arrays.sort(sorted[slot]);
            }
            return sorted[slot];
        }
    }
}
