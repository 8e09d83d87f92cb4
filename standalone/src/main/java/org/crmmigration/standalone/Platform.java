package org.crmmigration.standalone;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.crmmigration.embedded.EmbeddedPlatform;
import org.crmmigration.embedded.EmbeddedPlatformException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Broker, registry and all services in this process, ready when {@link #start} returns. */
final class Platform implements AutoCloseable {

    private final EmbeddedPlatform kafka;
    private final ConfigurableApplicationContext context;
    private final URI url;

    private Platform(EmbeddedPlatform kafka, ConfigurableApplicationContext context, URI url) {
        this.kafka = kafka;
        this.context = context;
        this.url = url;
    }

    /**
     * Starts everything on the loopback.
     *
     * @param port of REST interface and console; 0 takes a free one
     * @throws Stop when a port or the directory is in use
     */
    static Platform start(StateDirectory state, int port) {
        EmbeddedPlatform kafka = kafka(state);
        try {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(StandaloneConfiguration.class)
                    .web(WebApplicationType.SERVLET)
                    .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .registerShutdownHook(false)
                    .properties(properties(state, port, kafka))
                    .run();
            int actual = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                    .getPort();
            return new Platform(kafka, context, URI.create("http://127.0.0.1:" + actual));
        } catch (RuntimeException e) {
            kafka.close();
            throw portInUse(e)
                    ? new Stop(
                            ExitCode.MACHINE,
                            "Port " + port + " is in use by another program; choose another with --port PORT, or leave"
                                    + " it out to take a free one.",
                            e)
                    : e;
        }
    }

    /** Where REST interface and console are. */
    URI url() {
        return url;
    }

    @Override
    public void close() {
        try {
            context.close();
        } finally {
            kafka.close();
        }
    }

    private static EmbeddedPlatform kafka(StateDirectory state) {
        try {
            return EmbeddedPlatform.start(state.directory("kafka"));
        } catch (EmbeddedPlatformException e) {
            throw new Stop(ExitCode.MACHINE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Object> properties(StateDirectory state, int port, EmbeddedPlatform kafka) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", port);
        properties.put("spring.threads.virtual.enabled", true);
        properties.put("spring.main.lazy-initialization", false);
        properties.put("spring.jmx.enabled", false);
        properties.put("logging.config", "classpath:logback.xml");
        properties.put("crm.kafka.bootstrap-servers", kafka.bootstrapServers());
        properties.put("crm.kafka.registry-url", kafka.registryUrl());
        properties.put("crm.kafka.replication", 1);
        properties.put("crm.kafka.instance", "standalone");
        properties.put("crm.kafka.properties[auto.register.schemas]", true);
        properties.put("crm.ingest.data-dir", state.directory("ingest").toString());
        properties.put("crm.mapping.data-dir", state.directory("mapping").toString());
        properties.put("crm.loader.data-dir", state.directory("loader").toString());
        properties.put("crm.reconcile.data-dir", state.directory("reconcile").toString());
        properties.put("crm.reconcile.secrets-dir", state.directory("secrets").toString());
        return properties;
    }

    private static boolean portInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return true;
            }
        }
        return false;
    }
}
