package org.crmmigration.ingest.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Sixty-four bits of a row's bytes; equal rows have equal ones. */
final class Fingerprint {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Fingerprint() {}

    /** FNV-1a over eight bytes at a time, mixed so that all bits depend on all of them. */
    static long of(byte[] bytes) {
        long hash = 0xcbf29ce484222325L ^ bytes.length;
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * 0x100000001b3L;
            hash ^= hash >>> 29;
        }
        for (; at < bytes.length; at++) {
            hash = (hash ^ bytes[at]) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return hash ^ (hash >>> 33);
    }
}
