package org.crmmigration.sandbox.pipedrive;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.crmmigration.sandbox.ControlApi;
import org.crmmigration.sandbox.Instruments;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Sandbox;
import org.crmmigration.sandbox.SandboxServer;
import org.crmmigration.sandbox.Sleeper;
import org.crmmigration.sandbox.Store;
import org.jspecify.annotations.Nullable;

/**
 * Pipedrive's API in this process. It refuses what Pipedrive refuses, costs what Pipedrive costs and forgets nothing it
 * has confirmed. Source: the vendor's OpenAPI files (v1 and v2 of 2026-08-18), its developer pages and observed answers;
 * where those are silent, {@link Quirks} decides.
 */
public final class PipedriveSandbox implements Sandbox {

    private final Store store;
    private final Account account;
    private final Limiter limiter;
    private final Instruments instruments;
    private final @Nullable OpenApiRequestCheck check;
    private final SandboxServer server;

    private PipedriveSandbox(PipedriveSettings settings, Clock clock, Sleeper sleeper) {
        this.store = new Store("pipedrive", Account.tables(), settings.journal());
        this.account = new Account(store, clock, settings);
        this.limiter = new Limiter(settings, clock);
        Path openApi = settings.openApi();
        this.check = openApi == null ? null : OpenApiRequestCheck.of(openApi);
        this.instruments = Instruments.of(settings.seed(), check == null ? Instruments.Observer.NONE : check);
        account.open();
        // Codes drawn again after a restart must differ from those already given.
        Random codes = new Random(settings.seed() * 31 + account.fields().customCount());
        PipedriveApi api = new PipedriveApi(account, limiter, codes);
        ControlApi control = settings.control() ? new ControlApi(this, limiter) : null;
        this.server = SandboxServer.start(settings.host(), settings.port(), api, instruments, control, clock, sleeper);
    }

    /** Starts on the system clock. */
    public static PipedriveSandbox start(PipedriveSettings settings) {
        return start(settings, Clock.systemUTC(), Sleeper.real());
    }

    /**
     * Starts, with the content of the journal when there is one, else with a fresh account.
     *
     * @param clock of all times, windows, budgets and lags
     * @param sleeper of injected latency
     */
    public static PipedriveSandbox start(PipedriveSettings settings, Clock clock, Sleeper sleeper) {
        return new PipedriveSandbox(settings, clock, sleeper);
    }

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public Instruments instruments() {
        return instruments;
    }

    /** The limits in force, to be read and changed as by {@code /__sandbox/limits}. */
    public ControlApi.Limits limits() {
        return limiter;
    }

    @Override
    public void dump(OutputStream out) {
        store.dump(out);
    }

    @Override
    public void snapshot(Path file) {
        store.snapshot(file);
    }

    @Override
    public void restore(Path file) {
        store.restore(file);
        account.open();
    }

    @Override
    public void reset() {
        instruments.reset();
        limiter.change(Json.object().put("dailyUsed", 0));
        if (check != null) {
            check.clear();
        }
        store.clear();
        account.open();
    }

    @Override
    public List<String> violations() {
        return check == null ? List.of() : check.violations();
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
