package org.crmmigration.messaging.value;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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
        parts.forEach(message.parts::text);
        return message.hash(message.parts);
    }

    /** Hashes named values regardless of the map's order. */
    public String of(Map<String, Value> fields) {
        Message message = messages.get();
        Fields ordered = fields instanceof Fields known ? known : copied(fields);
        Order order = message.orders.of(ordered);
        for (int k = 0; k < order.places.length; k++) {
            message.parts.part(order.parts[k]);
            message.parts.value(ordered.value(order.places[k]));
        }
        return message.hash(message.parts);
    }

    /** Hashes parts that were gathered, and forgets them: the same hash that the other methods give for the parts' texts. */
    public String of(HashParts parts) {
        return messages.get().hash(parts);
    }

    private static Fields copied(Map<String, Value> fields) {
        Fields copy = new Fields(fields.size());
        fields.forEach(copy::set);
        return copy;
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

    private static final class Message {
        private final Mac mac;
        private final Orders orders = new Orders();
        private final HashParts parts = new HashParts();

        Message(Mac mac) {
            this.mac = mac;
        }

        String hash(HashParts gathered) {
            gathered.to(mac);
            return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
        }
    }

    /**
     * Names of fields in the order in which they are hashed.
     *
     * @param met as a record had them
     * @param places where each stood there
     * @param parts the names as they are hashed
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Order(String[] met, int[] places, byte[][] parts) {

        boolean isOf(Fields fields) {
            boolean same = fields.size() == met.length;
            for (int place = 0; same && place < met.length; place++) {
                same = met[place].equals(fields.name(place));
            }
            return same;
        }

        static Order of(String[] met) {
            int[] places = IntStream.range(0, met.length)
                    .boxed()
                    .sorted(Comparator.comparing(place -> met[place]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            byte[][] parts = Arrays.stream(places)
                    .mapToObj(place -> HashParts.part(met[place]))
                    .toArray(byte[][]::new);
            return new Order(met, places, parts);
        }
    }

    /** Orders that were met: most records of a kind fill the same fields. */
    private static final class Orders {
        private static final int MOST = 64;
        private final Order[] known = new Order[MOST];

        Order of(Fields fields) {
            int hash = 1;
            for (int place = 0; place < fields.size(); place++) {
                hash = 31 * hash + fields.name(place).hashCode();
            }
            int slot = Math.floorMod(hash, MOST);
            Order order = known[slot];
            if (order == null || !order.isOf(fields)) {
                order = Order.of(fields.keySet().toArray(String[]::new));
                known[slot] = order;
            }
            return order;
        }
    }
}
