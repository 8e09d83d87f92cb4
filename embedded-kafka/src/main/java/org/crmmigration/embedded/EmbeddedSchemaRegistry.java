package org.crmmigration.embedded;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A schema registry inside this process that answers the Avro part of Confluent's REST API on the loopback, error codes
 * included, so that any client of the real one can use it. New subjects are BACKWARD_TRANSITIVE unless told otherwise.
 *
 * <p>Its state is a file of fsynced lines beside the broker's data, not a compacted {@code _schemas} topic: one process
 * owns it anyway, every record in the broker is unreadable without it, and so it must be there before the broker is, and
 * must not depend on the broker's page cache. It survives a kill and a power cut.
 *
 * <p>Left out: JSON Schema and Protobuf, references, contexts, modes other than READWRITE, metadata and rule sets.
 */
public final class EmbeddedSchemaRegistry implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedSchemaRegistry.class);

    static {
        // The JDK's server otherwise delays the second packet of each answer by 40 ms; read once, at its first use.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final SchemaStore store;
    private final ExecutorService threads;
    private final HttpServer server;

    private EmbeddedSchemaRegistry(SchemaStore store, HttpServer server) {
        this.store = store;
        this.server = server;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    /**
     * Starts the registry.
     *
     * @param file holds the schemas; made when absent
     * @param port the port to listen on, 0 for any
     * @throws EmbeddedPlatformException if the port is in use or the file cannot be read
     */
    public static EmbeddedSchemaRegistry start(Path file, int port) {
        HttpServer server = bound(port);
        try {
            SchemaStore store = new SchemaStore(new SchemaJournal(file));
            EmbeddedSchemaRegistry registry = new EmbeddedSchemaRegistry(store, server);
            server.setExecutor(registry.threads);
            server.createContext("/", new RegistryHandler(new RegistryRoutes(store)));
            server.start();
            log.atInfo().addKeyValue("url", registry.url()).log("embedded schema registry is ready");
            return registry;
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
    }

    /** The URL for {@code schema.registry.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        store.close();
    }

    private static HttpServer bound(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw Ports.inUse(port, e);
        } catch (IOException e) {
            throw new EmbeddedPlatformException("The embedded schema registry cannot listen on 127.0.0.1", e);
        }
    }
}
