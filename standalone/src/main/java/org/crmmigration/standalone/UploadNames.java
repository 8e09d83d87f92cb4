package org.crmmigration.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What files are called in one upload, which has no directories: what a name may not hold becomes {@code _}, and no two
 * files have the same.
 */
final class UploadNames {

    private final Map<String, Path> names = new LinkedHashMap<>();

    /**
     * The files at some paths, directories with everything below them but what is hidden.
     *
     * @throws Stop naming what cannot be read
     */
    Map<String, Path> of(List<Path> paths) {
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                below(path);
            } else if (Files.isReadable(path)) {
                add(String.valueOf(path.getFileName()), path);
            } else {
                throw new Stop(ExitCode.BAD_INPUT, "There is no file " + path + " that can be read; check the path.");
            }
        }
        return names;
    }

    private void below(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                Path inside = directory.relativize(file);
                boolean hidden = false;
                for (Path part : inside) {
                    hidden |= part.toString().startsWith(".");
                }
                if (!hidden) {
                    add(inside.toString(), file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Stop(ExitCode.BAD_INPUT, "The directory " + directory + " cannot be read.", e);
        }
    }

    private void add(String name, Path file) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[^\\p{L}\\p{Nd}._() -]", "_")
                .replaceFirst("^[. ]", "_");
        int ending = plain.lastIndexOf('.') < 0 ? plain.length() : plain.lastIndexOf('.');
        String free = plain;
        for (int i = 2; names.putIfAbsent(free, file) != null; i++) {
            free = plain.substring(0, ending) + '-' + i + plain.substring(ending);
        }
    }
}
