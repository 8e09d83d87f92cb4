package org.crmmigration.ingest.stage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.crmmigration.ingest.IngestException;

/** A file that is written anew, from front to back. For one thread. */
final class AppendedFile implements AutoCloseable {

    private static final int BUFFER = 1 << 18;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long flushed;

    AppendedFile(Path file) {
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Room for so many bytes, at most a quarter of a megabyte, which are to be put there. */
    ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    /** Where the next byte will stand. */
    long position() {
        return flushed + buffer.position();
    }

    /** Returns when everything added would outlast a power cut. */
    void force() {
        flush();
        try {
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

    private void flush() {
        try {
            buffer.flip();
            while (buffer.hasRemaining()) {
                flushed += channel.write(buffer);
            }
            buffer.clear();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static IngestException failed(IOException cause) {
        return new IngestException("the hashes of records could not be written; is the disk full?", cause);
    }
}
