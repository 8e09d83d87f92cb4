package org.crmmigration.ingest.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.crmmigration.ingest.IngestException;

/**
 * Bytes that nothing looks into, one thing behind the other in a file beside the database, which says where each of them
 * stands: a database would copy them with every index and every order. One thread adds, any thread reads.
 */
public final class Payloads implements AutoCloseable {

    private static final int BUFFER = 1 << 18;
    private static final int BLOCK = 1 << 14;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final ThreadLocal<Block> blocks = ThreadLocal.withInitial(Block::new);
    private long written;

    /**
     * Opens the file.
     *
     * @param fresh whether what an earlier fold made is thrown away
     */
    Payloads(Path file, boolean fresh) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (fresh) {
                channel.truncate(0);
            }
            written = channel.size();
            channel.position(written);
        } catch (IOException e) {
            throw new IngestException("the scratch file " + file.getFileName() + " cannot be opened", e);
        }
    }

    /**
     * Where something stands.
     *
     * @param at the first byte
     * @param size how many bytes, 0 for nothing
     */
    public record Place(long at, int size) {
        /** Nowhere. */
        public static final Place NONE = new Place(0, 0);

        /** The place that two neighbouring columns name. */
        public static Place of(Sql.Rows row, int column) {
            return new Place(row.number(column), (int) row.number(column + 1));
        }
    }

    /** Keeps bytes. */
    public Place add(byte[] bytes) {
        Place place = new Place(written + buffer.position(), bytes.length);
        int from = 0;
        while (from < bytes.length) {
            int some = Math.min(buffer.remaining(), bytes.length - from);
            buffer.put(bytes, from, some);
            from += some;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
        return place;
    }

    /** Makes everything added readable for every thread. */
    public void flush() {
        try {
            buffer.flip();
            int many = buffer.remaining();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
            written += many;
        } catch (IOException e) {
            throw new IngestException("the scratch file could not be written; is the disk full?", e);
        }
    }

    /** Bytes that were added and flushed. */
    public byte[] read(Place place) {
        byte[] bytes = new byte[place.size()];
        try {
            blocks.get().read(place.at(), bytes);
        } catch (IOException e) {
            throw new IngestException("the scratch file cannot be read", e);
        }
        return bytes;
    }

    /** Returns when everything added would outlast a power cut. */
    public void force() {
        flush();
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part of the file that a thread read last; what it asks for next often stands there too. */
    private final class Block {
        private final ByteBuffer content = ByteBuffer.allocateDirect(BLOCK).limit(0);
        private long from;

        void read(long at, byte[] bytes) throws IOException {
            int done = 0;
            while (done < bytes.length) {
                long next = at + done;
                if (next < from || next >= from + content.limit()) {
                    fill(next);
                }
                int some = (int) Math.min(bytes.length - done, from + content.limit() - next);
                content.get((int) (next - from), bytes, done, some);
                done += some;
            }
        }

        private void fill(long at) throws IOException {
            content.clear();
            while (content.hasRemaining()) {
                int read = channel.read(content, at + content.position());
                if (read < 0) {
                    break;
                }
            }
            content.flip();
            from = at;
            if (content.limit() == 0) {
                throw new IOException("it ends at " + at);
            }
        }
    }
}
