package org.crmmigration.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * One {@link EmbeddedPlatform} for all integration tests of a JVM, started when first asked for, in a temporary
 * directory, stopped and deleted when the JVM ends. Tests share it by using topics of their own; a test that restarts or
 * kills a broker takes an {@link EmbeddedPlatform} or a {@link PlatformProcess} of its own instead.
 */
public final class TestPlatform {
    private TestPlatform() {}

    /** The platform of this JVM; never to be closed by a test. */
    public static EmbeddedPlatform shared() {
        return Holder.PLATFORM;
    }

    private static final class Holder {
        private static final EmbeddedPlatform PLATFORM = start();

        private static EmbeddedPlatform start() {
            try {
                Path directory = Files.createTempDirectory("test-platform");
                EmbeddedPlatform platform = EmbeddedPlatform.start(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    platform.close();
                    delete(directory);
                }));
                return platform;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path directory) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
