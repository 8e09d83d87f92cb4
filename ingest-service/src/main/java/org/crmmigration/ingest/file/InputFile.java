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

    /** The part of a file's name behind directories and archives. */
    public static String last(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('!')) + 1);
    }

    /**
     * What shows that a file changed.
     *
     * @param bytes how long it is, or its archive
     * @param changedAt when it, or its archive, was changed last
     */
    public record Standing(long bytes, Instant changedAt) {}

    /** How the file, or its archive, stands now. */
    public Standing standing() throws IOException {
        return new Standing(Files.size(path), Files.getLastModifiedTime(path).toInstant());
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
            return Archive.changedAt(zip, inside).orElse(outside);
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
        return new FilterInputStream(Archive.entry(zip, inside)) {
            @Override
            public void close() throws IOException {
                super.close();
                zip.close();
            }
        };
    }
}
