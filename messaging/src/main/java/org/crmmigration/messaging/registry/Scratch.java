package org.crmmigration.messaging.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** What one thread at a time needs to write and read frames: a growing buffer, an encoder onto it, a decoder. */
final class Scratch {
    static final int HEADER = 5;
    private static final byte MAGIC = 0;
    private static final int KEPT_BYTES = 1 << 20;

    private final Buffer buffer = new Buffer();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);
    private @Nullable BinaryDecoder decoder;

    <T> byte[] frame(int id, DatumWriter<T> writer, T datum) throws IOException {
        buffer.start(id);
        writer.write(datum, encoder);
        encoder.flush();
        return buffer.take();
    }

    /** @throws IOException if the frame ends too early or too late */
    <T> T read(byte[] frame, DatumReader<T> reader) throws IOException {
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(frame, HEADER, frame.length - HEADER, decoder);
        decoder = in;
        T datum = reader.read(null, in);
        if (!in.isEnd()) {
            throw new IOException("bytes are left over");
        }
        return datum;
    }

    static boolean isFramed(byte[] bytes) {
        return bytes.length >= HEADER && bytes[0] == MAGIC;
    }

    static int idOf(byte[] frame) {
        return (frame[1] & 0xff) << 24 | (frame[2] & 0xff) << 16 | (frame[3] & 0xff) << 8 | (frame[4] & 0xff);
    }

    /** A ByteArrayOutputStream without its locks. */
    private static final class Buffer extends OutputStream {
        private byte[] bytes = new byte[1024];
        private int size;

        void start(int id) {
            bytes[0] = MAGIC;
            bytes[1] = (byte) (id >>> 24);
            bytes[2] = (byte) (id >>> 16);
            bytes[3] = (byte) (id >>> 8);
            bytes[4] = (byte) id;
            size = HEADER;
        }

        byte[] take() {
            byte[] frame = Arrays.copyOf(bytes, size);
            if (bytes.length > KEPT_BYTES) {
                bytes = new byte[1024];
            }
            return frame;
        }

        @Override
        public void write(int b) {
            room(1);
            bytes[size++] = (byte) b;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            room(length);
            System.arraycopy(source, offset, bytes, size, length);
            size += length;
        }

        private void room(int more) {
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
            }
        }
    }
}
