package org.crmmigration.embedded;

import java.nio.file.Path;
import java.util.Map;

/**
 * A broker and a schema registry on one data directory: everything the services need from outside, in one process.
 * Ready when {@link #start} returns; the same ports, topics and schemas after a restart on the same directory.
 */
public final class EmbeddedPlatform implements AutoCloseable {
    private final EmbeddedBroker broker;
    private final EmbeddedSchemaRegistry registry;

    private EmbeddedPlatform(EmbeddedBroker broker, EmbeddedSchemaRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /** Starts both with our settings and remembered ports, see {@link #start(EmbeddedBroker.Settings, int)}. */
    public static EmbeddedPlatform start(Path directory) {
        return start(EmbeddedBroker.Settings.in(directory), 0);
    }

    /**
     * Starts the broker, then the registry.
     *
     * @param registryPort the registry's port; 0 takes the one used last in this directory, else a free one
     * @throws EmbeddedPlatformException if the directory or a port is in use, or the data cannot be opened
     */
    public static EmbeddedPlatform start(EmbeddedBroker.Settings settings, int registryPort) {
        EmbeddedBroker broker = EmbeddedBroker.start(settings);
        try {
            int port = new Ports(settings.directory()).choose("registry", registryPort);
            return new EmbeddedPlatform(
                    broker, EmbeddedSchemaRegistry.start(settings.directory().resolve("schemas.jsonl"), port));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Where Kafka clients connect. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where the schema registry is. */
    public String registryUrl() {
        return registry.url();
    }

    /** {@code bootstrap.servers} and {@code schema.registry.url}, to start a client's configuration with. */
    public Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", bootstrapServers(), "schema.registry.url", registryUrl());
    }

    @Override
    public void close() {
        try {
            registry.close();
        } finally {
            broker.close();
        }
    }
}
