package org.crmmigration.ingest.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * One file as handed in, possibly inside an archive.
 *
 * @param name unique in its migration; {@code archive.zip!/contacts.csv} inside an archive
 * @param path where it lies
 * @param entry its name inside the archive at {@code path}, if it is in one
 */
public record InputFile(String name, Path path, @Nullable String entry) {

    private static final int BUFFER = 1 << 16;

    /** Opens the content, unpacked. */
    public InputStream open() throws IOException {
        String inside = entry;
        InputStream raw = new BufferedInputStream(inside == null ? Files.newInputStream(path) : zipped(inside), BUFFER);
        return packed(raw) ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
    }

    /** Whether it is called an archive, and nothing could be found inside. */
    public boolean unopenedArchive() {
        return entry == null && name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /** When it was last changed, as the file system or the archive says. */
    public Instant changedAt() throws IOException {
        String inside = entry;
        Instant outside = Files.getLastModifiedTime(path).toInstant();
        if (inside == null) {
            return outside;
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry found = zip.getEntry(inside);
            return found == null || found.getLastModifiedTime() == null
                    ? outside
                    : found.getLastModifiedTime().toInstant();
        }
    }

    /** Whether it begins as gzip does, whatever its name. */
    private static boolean packed(InputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        return first == 0x1f && second == 0x8b;
    }

    private InputStream zipped(String inside) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        ZipEntry found = zip.getEntry(inside);
        if (found == null) {
            zip.close();
            throw new IOException("the archive has no such entry any more");
        }
        return new FilterInputStream(zip.getInputStream(found)) {
            @Override
            public void close() throws IOException {
                super.close();
                zip.close();
            }
        };
    }
}
