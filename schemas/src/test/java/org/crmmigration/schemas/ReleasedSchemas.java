package org.crmmigration.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The schemas as they were released, one directory a release, one file a message. Committed once and never changed.
 * Run {@link #main} with a new directory's name to commit today's schemas as a release.
 */
final class ReleasedSchemas {

    static final Path ROOT = Path.of("src/test/resources/released");

    private ReleasedSchemas() {}

    /** Today's messages. */
    static List<Schema> current() {
        return Messages.PROTOCOL.getTypes().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .filter(type -> type.getName().matches(".*(Event|Command)"))
                .toList();
    }

    /** Every released version of every message. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".avsc"))
                    .sorted()
                    .toList();
        }
    }

    static Schema read(Path file) throws IOException {
        return new Schema.Parser().parse(Files.readString(file));
    }

    /** Writes today's schemas into {@code released/<args[0]>}. */
    public static void main(String[] args) throws IOException {
        Path release = Files.createDirectories(ROOT.resolve(args[0]));
        for (Schema schema : current()) {
            Files.writeString(release.resolve(schema.getName() + ".avsc"), schema.toString(true) + "\n");
        }
    }
}
