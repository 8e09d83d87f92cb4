package org.crmmigration.messaging.control;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The control topic's partitions: who owns a bucket owns the migrations in it. */
public final class Buckets {

    /** The control topic. */
    public static final String TOPIC = "crm.control";

    /** Partitions of the control topic; fixed for the life of a cluster. */
    public static final int COUNT = 64;

    private Buckets() {}

    /** The bucket of a migration, the same for ever. */
    public static int of(String migration) {
        CRC32C crc = new CRC32C();
        crc.update(migration.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % COUNT);
    }
}
