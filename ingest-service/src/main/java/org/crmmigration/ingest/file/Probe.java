package org.crmmigration.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * What a first pass over a file's bytes shows.
 *
 * @param sha256 of the unpacked content
 * @param bytes how many
 * @param lines physical lines, a last one without line end included
 * @param charset as its byte-order mark states, else UTF-16 when every second byte is zero or so, else UTF-8 when every
 *     byte fits, else Windows-1252
 * @param markBytes the length of the byte-order mark
 * @param trouble why it cannot be a text export, for people; empty when it can
 * @param head the first characters, decoded
 * @param lineEnds {@code LF}, {@code CRLF}, {@code CR}, or several of them
 * @param quoted whether there is a quote anywhere
 */
public record Probe(
        String sha256,
        long bytes,
        long lines,
        Charset charset,
        int markBytes,
        String trouble,
        String head,
        String lineEnds,
        boolean quoted) {

    /** What stands in for UTF-8 when a file is not UTF-8. */
    public static final Charset FALLBACK = Charset.forName("windows-1252");

    /** Whether the charset is a guess. */
    public boolean guessed() {
        return charset.equals(FALLBACK);
    }

    /** Reads the file once. */
    public static Probe of(InputFile file) throws IOException {
        ProbePass pass = new ProbePass();
        try (InputStream in = file.open()) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pass.take(buffer, read);
            }
        }
        Probe probe = pass.result();
        return file.unopenedArchive()
                ? probe.withTrouble("this is an archive that cannot be opened, or an empty one")
                : probe;
    }

    private Probe withTrouble(String other) {
        return new Probe(sha256, bytes, lines, charset, markBytes, other, head, lineEnds, quoted);
    }
}
