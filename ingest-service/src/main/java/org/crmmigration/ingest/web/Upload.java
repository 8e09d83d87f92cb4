package org.crmmigration.ingest.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.crmmigration.ingest.IngestException;

/** One file that is uploaded in one piece or several; what arrived stays when a connection breaks. */
final class Upload {

    private static final String PART = ".part";

    private final Path whole;
    private final Path part;

    /**
     * An upload below a directory.
     *
     * @throws IngestException when the name could lead elsewhere
     */
    Upload(Path directory, String name) {
        this.whole = directory.resolve(plain(name));
        this.part = directory.resolve("." + plain(name) + PART);
    }

    /** How many bytes are here, and whether they are the whole file. */
    record Standing(long offset, boolean complete) {}

    Standing standing() throws IOException {
        if (Files.exists(part)) {
            return new Standing(Files.size(part), false);
        }
        return Files.exists(whole) ? new Standing(Files.size(whole), true) : new Standing(0, false);
    }

    /**
     * Takes bytes from an offset on; what stood there and behind is replaced.
     *
     * @throws Gap when bytes before the offset are missing
     */
    void take(InputStream in, long offset) throws IOException {
        long here = Files.exists(part) ? Files.size(part) : 0;
        if (offset > here) {
            throw new Gap(here);
        }
        Files.createDirectories(part.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(offset).position(offset);
            try (OutputStream out = Channels.newOutputStream(channel)) {
                in.transferTo(out);
            }
        }
    }

    /** Makes the file available under its name. */
    void complete() throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes the file back, and what arrived of it. */
    void remove() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(whole);
    }

    /** The files below a directory of which only a part arrived. */
    static List<String> unfinished(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".") && name.endsWith(PART))
                    .map(name -> name.substring(1, name.length() - PART.length()))
                    .sorted()
                    .toList();
        }
    }

    /** A name that leads nowhere else. */
    static String plain(String name) {
        boolean plain = !name.isEmpty()
                && !name.startsWith(".")
                && !name.startsWith(" ")
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._- ()".indexOf(c) >= 0);
        if (!plain) {
            throw new IngestException(
                    "a name has letters, digits, blanks and . _ - ( ) only, and begins with none of . and blank");
        }
        return name;
    }

    /** Bytes are missing between what is here and what was sent. */
    static final class Gap extends RuntimeException {
        Gap(long here) {
            super(here + " bytes of the file are here; go on from there");
        }
    }
}
