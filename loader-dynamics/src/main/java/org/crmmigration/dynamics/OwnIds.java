package org.crmmigration.dynamics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Row ids chosen by us: a name-based UUID (version 5) of table and migration key. The same object has the same id in every
 * run, so a create that is repeated meets its own row.
 */
final class OwnIds {

    /** Namespace of this product's ids; it must never change. */
    private static final UUID NAMESPACE = UUID.fromString("6f1b6c1e-3d0c-5b0e-9a55-0d2f4c7d9b11");

    private OwnIds() {}

    static String of(String table, String migrationKey) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            sha1.update((table + "|" + migrationKey).getBytes(StandardCharsets.UTF_8));
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
            long high = (hash.getLong() & ~0xF000L) | 0x5000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low).toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
