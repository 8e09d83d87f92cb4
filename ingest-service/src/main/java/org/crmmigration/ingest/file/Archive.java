package org.crmmigration.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * What is inside a zip archive, and inside an archive in it: people pack folders of archives. Such an entry is called
 * {@code inner.zip!/contacts.csv}. An archive deeper down is a file that cannot be read.
 */
final class Archive {

    private static final String INSIDE = "!/";

    private Archive() {}

    static boolean named(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /** The names of the entries that are wanted, those of an archive inside in its place. */
    static List<String> entries(ZipFile zip, Predicate<String> wanted) {
        Stream.Builder<String> names = Stream.builder();
        for (ZipEntry entry : zip.stream().toList()) {
            if (entry.isDirectory() || !wanted.test(entry.getName())) {
                continue;
            }
            List<String> inside = named(entry.getName()) ? inside(zip, entry, wanted) : List.of();
            inside.forEach(name -> names.add(entry.getName() + INSIDE + name));
            if (inside.isEmpty()) {
                names.add(entry.getName());
            }
        }
        return names.build().sorted().toList();
    }

    /** Opens an entry; who has read it closes the archive. */
    static InputStream entry(ZipFile zip, String name) throws IOException {
        ZipEntry plain = zip.getEntry(name);
        if (plain != null) {
            return zip.getInputStream(plain);
        }
        int inside = name.indexOf(INSIDE);
        ZipEntry outer = inside < 0 ? null : zip.getEntry(name.substring(0, inside));
        if (outer != null) {
            ZipInputStream in = new ZipInputStream(zip.getInputStream(outer));
            String wanted = name.substring(inside + INSIDE.length());
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(wanted)) {
                    return in;
                }
            }
        }
        zip.close();
        throw new IOException("the archive has no such entry any more");
    }

    /** When an entry, or the archive that holds it, was changed, if the archive says so. */
    static Optional<Instant> changedAt(ZipFile zip, String name) {
        int inside = name.indexOf(INSIDE);
        return Optional.ofNullable(zip.getEntry(name))
                .or(() -> inside < 0 ? Optional.empty() : Optional.ofNullable(zip.getEntry(name.substring(0, inside))))
                .map(ZipEntry::getLastModifiedTime)
                .map(FileTime::toInstant);
    }

    private static List<String> inside(ZipFile zip, ZipEntry archive, Predicate<String> wanted) {
        Stream.Builder<String> names = Stream.builder();
        try (ZipInputStream in = new ZipInputStream(zip.getInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory() && wanted.test(entry.getName())) {
                    names.add(entry.getName());
                }
            }
        } catch (IOException _) {
            return List.of(); // damaged: as a file it is rejected with a finding
        }
        return names.build().toList();
    }
}
