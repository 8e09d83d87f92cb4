package org.crmmigration.ingest.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
        if (inside != null) {
            return new BufferedInputStream(zipped(inside), BUFFER);
        }
        InputStream raw = Files.newInputStream(path);
        boolean packed = name.endsWith(".gz");
        return new BufferedInputStream(packed ? new GZIPInputStream(raw, BUFFER) : raw, BUFFER);
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
