package org.crmmigration.ingest.stage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.crmmigration.ingest.IngestException;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of the fields of each record of one generation, so that it can be said which of them a change is about. A field
 * is a number: 32 bits of its name's hash and 32 of its value's. They are asked for where a record changed, and only then
 * read. Any thread may ask.
 */
public final class FieldHashes implements AutoCloseable {

    private static final long[] NONE = {};

    private final @Nullable FileChannel channel;

    /** Reads what a {@link Writer} wrote to a file; nothing when there is no such file. */
    public FieldHashes(Path file) {
        try {
            channel = Files.exists(file) ? FileChannel.open(file) : null;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A field with a value. */
    public static long field(String name, int value) {
        return (long) name.hashCode() << Integer.SIZE | Integer.toUnsignedLong(value);
    }

    /** The part of a field that stands for its name. */
    public static int name(long field) {
        return (int) (field >>> Integer.SIZE);
    }

    /** The fields of the record that was put at a place. */
    public long[] at(long place) {
        if (channel == null) {
            return NONE;
        }
        long[] fields = new long[read(channel, place, Short.BYTES).getShort()];
        read(channel, place + Short.BYTES, fields.length * Long.BYTES)
                .asLongBuffer()
                .get(fields);
        return fields;
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long from, int many) {
        ByteBuffer bytes = ByteBuffer.allocate(many);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, from + bytes.position()) < 0) {
                    throw new EOFException("the file ends too early");
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return bytes.flip();
    }

    private static IngestException failed(IOException cause) {
        return new IngestException("the hashes of the generation before cannot be read", cause);
    }

    /** Writes the hashes of a generation anew. For one thread. */
    public static final class Writer implements AutoCloseable {

        private final AppendedFile file;

        /** Begins a file. */
        public Writer(Path file) {
            this.file = new AppendedFile(file);
        }

        /** Adds the fields of the next record; says where they stand. */
        public long add(long[] fields) {
            ByteBuffer room = file.room(Short.BYTES + fields.length * Long.BYTES);
            long place = file.position();
            room.putShort((short) fields.length);
            for (long field : fields) {
                room.putLong(field);
            }
            return place;
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
