package org.crmmigration.ingest.stage;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.crmmigration.ingest.IngestException;
import org.crmmigration.ingest.table.Digest;
import org.crmmigration.ingest.table.FixedRows;
import org.crmmigration.ingest.table.LongIndex;
import org.crmmigration.ingest.table.Tables;

/**
 * The hashes of the records of one generation, found by source key; keys are compared by 64 bits of a hash. They stand in
 * a file, one behind the other. Any thread may ask.
 */
public final class RecordHashes {

    private static final int HASH = 2 * Long.BYTES;
    private static final int KEPT = HASH + Long.BYTES;
    private static final int ROW = Long.BYTES + KEPT;
    private static final int BUFFER = ROW << 12;

    private final LongIndex places;
    private final FixedRows hashes;

    /** Reads what a {@link Writer} wrote to a file; nothing when there is no such file. */
    public RecordHashes(Path file, Tables tables) {
        places = tables.index();
        hashes = tables.rows(KEPT);
        if (!Files.exists(file)) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (long left = Files.size(file) / ROW; left > 0; left--) {
                int row = hashes.add();
                places.put(in.readLong(), row);
                hashes.bytes(row, 0, in.readNBytes(KEPT));
            }
        } catch (IOException e) {
            throw new IngestException("the hashes of the generation before cannot be read", e);
        }
    }

    /**
     * A record.
     *
     * @param hash 32 hex digits
     * @param fields where the hashes of its fields stand
     */
    public record Known(String hash, long fields) {}

    /** The record with a key, empty when there was none. */
    public Optional<Known> of(String key) {
        int row = places.get(Digest.of(key));
        if (row == LongIndex.NONE) {
            return Optional.empty();
        }
        ByteBuffer kept = ByteBuffer.wrap(hashes.bytes(row, 0, KEPT));
        return Optional.of(new Known(HexFormat.of().formatHex(kept.array(), 0, HASH), kept.getLong(HASH)));
    }

    /** Writes the hashes of a generation anew. For one thread. */
    public static final class Writer implements AutoCloseable {

        private final AppendedFile file;

        /** Begins a file. */
        public Writer(Path file) {
            this.file = new AppendedFile(file);
        }

        /**
         * Adds a record.
         *
         * @param hash 32 hex digits
         * @param fields where the hashes of its fields stand
         */
        public void add(String key, String hash, long fields) {
            file.room(ROW)
                    .putLong(Digest.of(key))
                    .putLong(HexFormat.fromHexDigitsToLong(hash, 0, HASH))
                    .putLong(HexFormat.fromHexDigitsToLong(hash, HASH, 2 * HASH))
                    .putLong(fields);
        }

        /** Returns when everything added would outlast a power cut. */
        public void force() {
            file.force();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
