package org.crmmigration.mapping.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A before-and-after pair in a folder: {@code before.json} (records), {@code after.json} (commands) and, where the mapping
 * differs from the default, {@code mapping.yaml}. Pairs may share their records. The JSON is described at {@link MappingJson}.
 *
 * @param before the file with the records
 */
public record MappingCase(Path folder, Path before) {

    private static final String BEFORE = "before.json";
    private static final String AFTER = "after.json";
    private static final String MAPPING = "mapping.yaml";

    /**
     * How a case ended.
     *
     * @param name of the folder
     * @param missing whether there is no {@code after.json} yet
     * @param differences one sentence each; empty when the commands are as expected
     */
    public record Outcome(String name, boolean missing, List<String> differences) {

        /** Whether the commands are as expected. */
        public boolean passed() {
            return !missing && differences.isEmpty();
        }
    }

    /**
     * The cases of a path: a folder with {@code before.json} or {@code after.json}, a {@code before.json} itself, or a
     * folder of such folders. A folder {@code NAME+VARIANT} without records of its own takes those of {@code NAME} beside
     * it, else those of {@code NAME} in the folder of shared records.
     *
     * @param shared null when there is none
     * @throws InvalidPair when there are no records for a pair
     * @throws UncheckedIOException when it cannot be read
     */
    public static List<MappingCase> in(Path path, @Nullable Path shared) {
        Path folder = (path.endsWith(BEFORE) ? path.resolveSibling("") : path)
                .toAbsolutePath()
                .normalize();
        if (holds(folder, BEFORE) || holds(folder, AFTER)) {
            return List.of(of(folder, shared));
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(below -> holds(below, BEFORE) || holds(below, AFTER) || holds(below, MAPPING))
                    .sorted()
                    .map(below -> of(below, shared))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(Path folder, String file) {
        return Files.exists(folder.resolve(file));
    }

    private static MappingCase of(Path folder, @Nullable Path shared) {
        String name = String.valueOf(folder.getFileName());
        String records = name.replaceFirst("\\+.*", "");
        return Stream.of(
                        folder,
                        folder.resolveSibling(records),
                        shared == null ? folder : shared.toAbsolutePath().resolve(records))
                .map(place -> place.resolve(BEFORE))
                .filter(Files::exists)
                .findFirst()
                .map(before -> new MappingCase(folder, before))
                .orElseThrow(() -> new InvalidPair(
                        "%s has no before.json, and there is none of %s to share; --records names the folder that has it"
                                .formatted(name, records)));
    }

    /**
     * Maps and compares.
     *
     * @param mapping a mapping file for the cases that have none of their own; null for the default
     * @throws org.crmmigration.mapping.tree.InvalidMapping when a mapping cannot be used
     * @throws InvalidPair when a file of the pair cannot be understood
     */
    public Outcome run(String destination, @Nullable String mapping) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        if (!Files.exists(folder.resolve(AFTER))) {
            return new Outcome(name, true, List.of());
        }
        String commands = commands(destination, mapping);
        return new Outcome(name, false, read(folder.resolve(AFTER), expected -> MappingDiff.of(expected, commands)));
    }

    /** Writes what comes out as {@code after.json}, to be read before it is kept. */
    public void write(String destination, @Nullable String mapping) {
        try {
            Files.writeString(folder.resolve(AFTER), commands(destination, mapping) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes out, as JSON. */
    public String commands(String destination, @Nullable String mapping) {
        MappingKit kit = kit(destination, mapping);
        return read(before, kit::map);
    }

    /** The kit of this case. */
    public MappingKit kit(String destination, @Nullable String mapping) {
        Path own = folder.resolve(MAPPING);
        String differences = Files.exists(own) ? text(own) : mapping == null ? "" : mapping;
        return MappingKit.of(destination, differences);
    }

    private static <T> T read(Path file, Function<String, T> reading) {
        String text = text(file);
        try {
            return reading.apply(text);
        } catch (InvalidPair e) {
            throw new InvalidPair(file + ": " + e.getMessage());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new InvalidPair(file + " is not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
