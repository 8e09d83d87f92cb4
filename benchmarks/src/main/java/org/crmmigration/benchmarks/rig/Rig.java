package org.crmmigration.benchmarks.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.crmmigration.contract.plain.JavaProcess;
import org.crmmigration.contract.plain.PlainLoader;
import org.crmmigration.contract.plain.PlainMigration;
import org.crmmigration.messaging.kafka.Clients;
import org.crmmigration.messaging.kafka.KafkaSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A broker as a process and loaders as processes, on a directory that is deleted in the end. */
public final class Rig implements AutoCloseable {

    private final Path directory;
    private final JavaProcess broker;
    private final Clients clients;
    private final PlainMigration.Writers writers;
    private final List<JavaProcess> loaders = new ArrayList<>();

    private Rig(Path directory, int brokerHeapMb) {
        this.directory = directory;
        broker = JavaProcess.start(
                directory.resolve("broker.log"),
                List.of("-Xmx" + brokerHeapMb + "m", "-XX:+UseSerialGC"),
                BrokerMain.class.getName(),
                List.of(directory.resolve("broker").toString()));
        String[] ready = broker.ready().split(" ", -1);
        clients = new Clients(KafkaSettings.local(ready[1], ready[2], "bench"));
        writers = PlainMigration.Writers.of(clients);
    }

    /** Starts a broker with this heap. */
    public static Rig start(int brokerHeapMb) {
        try {
            return new Rig(Files.createTempDirectory("benchmark"), brokerHeapMb);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where to put files. */
    public Path directory() {
        return directory;
    }

    /** Clients of the broker. */
    public Clients clients() {
        return clients;
    }

    /** What migrations write with. */
    public PlainMigration.Writers writers() {
        return writers;
    }

    /** The broker's process. */
    public JavaProcess broker() {
        return broker;
    }

    /**
     * Starts a loader.
     *
     * @param instance its name, and its data directory
     * @param options of {@link PlainLoader}, and {@code heap} for the JVM, for example {@code 1g}
     */
    public JavaProcess loader(String instance, Map<String, String> options) {
        List<String> arguments = new ArrayList<>(List.of(
                "bootstrap=" + clients.settings().bootstrapServers(),
                "registry=" + clients.settings().registryUrl(),
                "instance=" + instance,
                "crm.loader.data-dir=" + directory.resolve("loader-" + instance)));
        options.forEach((name, value) -> arguments.add(name + "=" + value));
        JavaProcess loader = JavaProcess.start(
                directory.resolve("loader-" + instance + ".log"),
                List.of("-Xmx" + options.getOrDefault("heap", "512m"), "-XX:+UseSerialGC"),
                PlainLoader.class.getName(),
                arguments);
        loaders.add(loader);
        return loader;
    }

    /** What a process says of itself. */
    public static JsonNode figures(JavaProcess process) {
        return JsonMapper.shared().readTree(process.ask("figures"));
    }

    @Override
    public void close() {
        writers.close();
        loaders.forEach(JavaProcess::close);
        broker.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
