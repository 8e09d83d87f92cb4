package org.crmmigration.messaging.value;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private final ThreadLocal<Mac> macs;

    /**
     * @param secret at least 16 bytes
     */
    public KeyedHash(byte[] secret) {
        if (secret.length < BYTES) {
            throw new IllegalArgumentException("a migration's secret has at least 16 bytes");
        }
        SecretKeySpec key = new SecretKeySpec(secret, ALGORITHM);
        macs = ThreadLocal.withInitial(() -> mac(key));
    }

    /** Hashes the parts in their order; parts cannot run into each other. */
    public String of(String... parts) {
        return of(List.of(parts));
    }

    /** Hashes the parts in their order; parts cannot run into each other. */
    public String of(List<String> parts) {
        Mac mac = macs.get();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            length(mac, bytes.length);
            mac.update(bytes);
        }
        return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
    }

    /** Hashes named values regardless of the map's order. */
    public String of(Map<String, Value> fields) {
        List<String> parts = new ArrayList<>(fields.size() * 2);
        new TreeMap<>(fields).forEach((name, value) -> {
            parts.add(name);
            parts.add(ValueText.canonical(value));
        });
        return of(parts);
    }

    private static void length(Mac mac, int length) {
        mac.update((byte) (length >>> 24));
        mac.update((byte) (length >>> 16));
        mac.update((byte) (length >>> 8));
        mac.update((byte) length);
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
}
