package org.crmmigration.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker and controller (KRaft, one node) inside this process, listening on the loopback only, with its
 * data in a directory that survives restarts and kills. It is ready when {@link #start} returns.
 *
 * <p>The only class that touches Kafka's internal server classes; they carry no compatibility promise, so the Kafka
 * version is the one Boot's BOM pins and a start test guards it. Kafka halts the JVM when its storage fails (a full
 * disk, too few open files); the reason is logged first.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final DirectoryLock lock;
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(DirectoryLock lock, KafkaRaftServer server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /**
     * How to run the broker.
     *
     * @param directory holds the data, the lock and the chosen ports; made when absent
     * @param brokerPort the port for clients; 0 takes the one used last in this directory, else a free one
     * @param controllerPort the controller's port, likewise
     * @param overrides broker settings that replace ours, by Kafka's own names
     */
    public record Settings(Path directory, int brokerPort, int controllerPort, Map<String, String> overrides) {
        public Settings {
            directory = directory.toAbsolutePath().normalize();
            overrides = Map.copyOf(overrides);
        }

        /** Free ports and our settings in the directory. */
        public static Settings in(Path directory) {
            return new Settings(directory, 0, 0, Map.of());
        }

        /** The same with a given port for clients. */
        public Settings withBrokerPort(int brokerPort) {
            return new Settings(directory, brokerPort, controllerPort, overrides);
        }
    }

    /**
     * Starts the broker and waits until it serves.
     *
     * @throws EmbeddedPlatformException if the directory or a port is in use, or the data cannot be opened
     */
    public static EmbeddedBroker start(Settings settings) {
        DirectoryLock lock = DirectoryLock.take(settings.directory());
        try {
            Ports ports = new Ports(settings.directory());
            int port = ports.choose("broker", settings.brokerPort());
            int controllerPort = ports.choose("controller", settings.controllerPort());
            Path logs = settings.directory().resolve("kafka");
            format(logs);
            KafkaRaftServer server = started(
                    new KafkaConfig(BrokerProperties.of(logs, port, controllerPort, settings.overrides()), false));
            log.atInfo().addKeyValue("bootstrapServers", "127.0.0.1:" + port).log("embedded broker is ready");
            return new EmbeddedBroker(lock, server, port);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where clients connect, {@code host:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops the broker in order and frees the directory. */
    @Override
    public void close() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }

    private static KafkaRaftServer started(KafkaConfig config) {
        Exit.setHaltProcedure(EmbeddedBroker::halt);
        Exit.setExitProcedure(EmbeddedBroker::halt);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw new EmbeddedPlatformException("The embedded broker did not start: " + e.getMessage(), e);
        }
    }

    /** Kafka ends the process on faults it cannot survive; say so, since its own message may be filtered. */
    private static void halt(int status, String message) {
        log.atError()
                .addKeyValue("status", status)
                .addKeyValue("reason", message)
                .log("the embedded broker cannot go on and ends the process; the cause is logged above");
        Runtime.getRuntime().halt(status);
    }

    private static void format(Path logs) {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream())) {
            Files.createDirectories(logs);
            new Formatter()
                    .setPrintStream(silent)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (Exception e) { // the declared type of Kafka's method
            throw new EmbeddedPlatformException("The directory " + logs + " cannot be made a Kafka data directory", e);
        }
    }
}
