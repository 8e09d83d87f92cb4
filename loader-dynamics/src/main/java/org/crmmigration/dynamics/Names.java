package org.crmmigration.dynamics;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Names of what we create, all with the publisher's prefix and in lower case. */
record Names(DynamicsSettings settings) {

    private static final int LONGEST = 40;

    /** The column of a field's slug. A long slug is cut and told apart by a checksum. */
    String column(String slug) {
        String plain = slug.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        if (plain.length() > LONGEST) {
            CRC32 checksum = new CRC32();
            checksum.update(slug.getBytes(StandardCharsets.UTF_8));
            plain = plain.substring(0, LONGEST - 9) + "_" + String.format("%08x", checksum.getValue());
        }
        return settings.prefix() + "_" + plain;
    }

    /** The column of a field by its source key, for example {@code field:contact:score}. */
    String columnOfKey(String sourceKey) {
        return column(sourceKey.substring(sourceKey.lastIndexOf(':') + 1));
    }

    /** The column that carries the migration key. */
    String migrationKey() {
        return column("migration_key");
    }

    /** Whether a column is one of those we make. */
    boolean ours(String column) {
        return column.startsWith(settings.prefix() + "_");
    }

    /** The multi-select column for tags. */
    String labels() {
        return column("tags");
    }
}
