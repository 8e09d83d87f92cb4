package org.crmmigration.ingest.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.crmmigration.ingest.stage.RecordHashes;
import org.crmmigration.ingest.stage.Staging;
import org.crmmigration.ingest.table.Tables;

/**
 * The hashes of the records of this generation and of the one before. A publication that was interrupted begins with the
 * first record again, whatever stands in the sink, so this generation's are written anew.
 */
final class Generations implements AutoCloseable {

    private final Tables tables;
    private final RecordHashes before;
    private final RecordHashes.Writer now;

    /** Opens a generation, and readies the one before to be compared with. */
    Generations(Staging staging, int generation) {
        tables = staging.tables();
        before = new RecordHashes(staging.hashes(generation - 1), tables);
        now = new RecordHashes.Writer(staging.hashes(generation));
        try {
            Files.deleteIfExists(staging.hashes(generation - 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record's hash in the generation before, empty when it was not there. Any thread may ask. */
    String before(String key) {
        return before.of(key).orElse("");
    }

    /** Adds the next record. */
    void add(String key, String hash) {
        now.add(key, hash);
    }

    /** Returns when this generation can be compared with from now on. */
    void save() {
        now.force();
    }

    @Override
    public void close() {
        now.close();
        tables.close();
    }
}
