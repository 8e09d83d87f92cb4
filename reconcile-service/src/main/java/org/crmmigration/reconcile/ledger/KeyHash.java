package org.crmmigration.reconcile.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A key as a 64-bit number, for indexes that stay small: rows are appended in the order they come, whatever their keys, and
 * only these numbers are in random order. Two of a million keys share a number once in thirty million ledgers.
 */
final class KeyHash {

    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(KeyHash::digest);

    private KeyHash() {}

    static long of(String key) {
        byte[] digest = DIGEST.get().digest(key.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
