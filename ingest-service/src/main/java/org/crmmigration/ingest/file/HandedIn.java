package org.crmmigration.ingest.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.crmmigration.ingest.IngestException;
import org.jspecify.annotations.Nullable;

/** What was handed in: files, directories with everything below them, archives. Always in the same order. */
public final class HandedIn {

    private static final Set<String> NOT_DATA =
            Set.of("md", "pdf", "png", "jpg", "jpeg", "gif", "svg", "docx", "yaml", "yml");

    private HandedIn() {}

    /**
     * The files behind some paths. What is hidden or documentation is passed over inside directories and archives.
     *
     * @throws Unreadable naming the path that cannot be read
     */
    public static List<InputFile> expand(List<Path> paths) {
        List<InputFile> files = new ArrayList<>();
        for (Path path : paths) {
            try {
                if (Files.isDirectory(path)) {
                    directory(path, files);
                } else if (Files.isRegularFile(path)) {
                    add(path.getFileName().toString(), path, files);
                } else {
                    throw new Unreadable("there is nothing at " + path + "; check the path", null);
                }
            } catch (IOException | UncheckedIOException e) {
                throw new Unreadable("cannot read " + path + "; check its permissions", e);
            }
        }
        return files;
    }

    private static void directory(Path directory, List<InputFile> files) throws IOException {
        List<Path> below;
        try (Stream<Path> walk = Files.walk(directory)) {
            below = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path path : below) {
            String name = directory.relativize(path).toString().replace('\\', '/');
            if (data(name)) {
                add(name, path, files);
            }
        }
    }

    private static void add(String name, Path path, List<InputFile> files) throws IOException {
        if (!Archive.named(name)) {
            files.add(new InputFile(name, path, null));
            return;
        }
        List<String> entries = List.of();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            entries = Archive.entries(zip, HandedIn::data);
        } catch (ZipException _) {
            // Not an archive, or a damaged one: as a file it is rejected with a finding.
        }
        if (entries.isEmpty()) {
            files.add(new InputFile(name, path, null));
        }
        entries.forEach(entry -> files.add(new InputFile(name + "!/" + entry, path, entry)));
    }

    /** A path that a person has to correct. */
    public static final class Unreadable extends IngestException {
        private Unreadable(String message, @Nullable Exception cause) {
            super(message, cause);
        }
    }

    private static boolean data(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean hidden = file.startsWith(".") || name.startsWith("__MACOSX/") || name.contains("/.");
        return !hidden && !NOT_DATA.contains(ending);
    }
}
