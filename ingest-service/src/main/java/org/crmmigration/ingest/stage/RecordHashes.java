package org.crmmigration.ingest.stage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private static final int ROW = Long.BYTES + HASH;
    private static final int BUFFER = ROW << 12;

    private final LongIndex places;
    private final FixedRows hashes;

    /** Reads what a {@link Writer} wrote to a file; nothing when there is no such file. */
    public RecordHashes(Path file, Tables tables) {
        places = tables.index();
        hashes = tables.rows(HASH);
        if (!Files.exists(file)) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            for (long left = Files.size(file) / ROW; left > 0; left--) {
                int row = hashes.add();
                places.put(in.readLong(), row);
                hashes.bytes(row, 0, in.readNBytes(HASH));
            }
        } catch (IOException e) {
            throw new IngestException("the hashes of the generation before cannot be read", e);
        }
    }

    /** The hash of the record with a key, empty when there was none. */
    public Optional<String> of(String key) {
        int row = places.get(Digest.of(key));
        return row == LongIndex.NONE
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(hashes.bytes(row, 0, HASH)));
    }

    /** Writes the hashes of a generation anew. For one thread. */
    public static final class Writer implements AutoCloseable {

        private final FileChannel channel;
        private final DataOutputStream out;

        /** Begins a file. */
        public Writer(Path file) {
            try {
                channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw failed(e);
            }
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
        }

        /**
         * Adds a record.
         *
         * @param hash 32 hex digits
         */
        public void add(String key, String hash) {
            try {
                out.writeLong(Digest.of(key));
                out.write(HexFormat.of().parseHex(hash));
            } catch (IOException e) {
                throw failed(e);
            }
        }

        /** Returns when everything added would outlast a power cut. */
        public void force() {
            try {
                out.flush();
                channel.force(true);
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private static IngestException failed(IOException cause) {
            return new IngestException("the hashes of records could not be written; is the disk full?", cause);
        }
    }
}
