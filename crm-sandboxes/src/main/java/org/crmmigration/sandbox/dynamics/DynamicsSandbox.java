package org.crmmigration.sandbox.dynamics;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.crmmigration.sandbox.ControlApi;
import org.crmmigration.sandbox.Instruments;
import org.crmmigration.sandbox.Sandbox;
import org.crmmigration.sandbox.SandboxServer;
import org.crmmigration.sandbox.Sleeper;

/**
 * Dynamics 365 Sales in this process: the Dataverse Web API v9.2 under {@code /api/data/v9.2}, its token endpoint, its
 * limits. It refuses what Dataverse refuses and forgets nothing it has confirmed. Source: the vendor's developer guide,
 * samples and reference pages as of 2026; where those are silent, {@link Quirks} decides.
 */
public final class DynamicsSandbox implements Sandbox {

    private final Environment environment;
    private final Dump dump;
    private final ServiceProtection protection;
    private final Instruments instruments;
    private final DynamicsApi api;
    private final SandboxServer server;

    private DynamicsSandbox(DynamicsSettings settings, Clock clock, Sleeper sleeper) {
        this.environment = new Environment(settings, clock);
        environment.open();
        this.dump = new Dump(environment.store());
        this.protection = new ServiceProtection(settings.limits(), clock);
        this.instruments = Instruments.of(settings.seed(), Instruments.Observer.NONE);
        this.api = new DynamicsApi(environment, protection, clock, sleeper);
        ControlApi control = settings.control() ? new ControlApi(this, limits()) : null;
        this.server = SandboxServer.start(settings.host(), settings.port(), api, instruments, control, clock, sleeper);
    }

    /** Starts on the system clock. */
    public static DynamicsSandbox start(DynamicsSettings settings) {
        return start(settings, Clock.systemUTC(), Sleeper.real());
    }

    /**
     * Starts, with the content of the journal when there is one, else with a fresh environment.
     *
     * @param clock of all times, windows, tokens and lags
     * @param sleeper of injected latency and of service times
     */
    public static DynamicsSandbox start(DynamicsSettings settings, Clock clock, Sleeper sleeper) {
        return new DynamicsSandbox(settings, clock, sleeper);
    }

    @Override
    public URI url() {
        return server.url();
    }

    /** The service root: {@link #url} and {@code /api/data/v9.2}. */
    public URI serviceRoot() {
        return url().resolve("/api/data/v9.2");
    }

    /** Where tokens are given out. */
    public URI tokenUrl() {
        return url().resolve("/" + environment.settings().app().tenantId() + "/oauth2/v2.0/token");
    }

    @Override
    public Instruments instruments() {
        return instruments;
    }

    /** The limits in force, to be read and changed as by {@code /__sandbox/limits}. */
    public ControlApi.Limits limits() {
        return new LimitSwitches(protection);
    }

    /** What the application user may not do. */
    public Security security() {
        return environment.security();
    }

    /** Requests that came with an affinity cookie; a client that wants throughput sends none. */
    public long requestsWithAffinityCookie() {
        return api.servers().requestsWithCookie();
    }

    @Override
    public void dump(OutputStream out) {
        dump.write(out);
    }

    @Override
    public void snapshot(Path file) {
        dump.snapshot(file);
    }

    @Override
    public void restore(Path file) {
        dump.restore(file);
        environment.open();
    }

    @Override
    public void reset() {
        instruments.reset();
        protection.set(protection.limits());
        dump.clear();
        environment.open();
    }

    /** Always empty: the vendor publishes no description to check against; wrong requests are refused instead. */
    @Override
    public List<String> violations() {
        return List.of();
    }

    @Override
    public void close() {
        server.close();
        environment.close();
    }
}
