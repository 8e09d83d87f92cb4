package org.crmmigration.sandbox.plain;

import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.crmmigration.sandbox.Counters;
import org.crmmigration.sandbox.Faults;
import org.crmmigration.sandbox.Instruments;
import org.crmmigration.sandbox.SandboxServer;
import org.crmmigration.sandbox.Sleeper;

/**
 * A CRM reduced to rows of text under a key. The first part of a path is the account; accounts appear when they are first
 * called. All three ways to create are there: {@code POST /<account>/<type>} with the key in the first line of the body
 * gives a new id each time; {@code PUT /<account>/<type>/by-key/<key>} creates or replaces the row with that key;
 * {@code PUT /<account>/<type>/<id>} replaces, and creates when the id is not a number, since such an id is the caller's.
 * {@code GET /<account>/<type>?above=<id>} lists: the highest id given so far in the first line, then {@code id key text}
 * separated by tabs. A text with the word {@code refused} is refused with 422.
 */
public final class PlainSandbox implements AutoCloseable {

    private final Map<String, PlainAccount> accounts = new ConcurrentHashMap<>();
    private final Instruments instruments;
    private final SandboxServer server;

    private PlainSandbox(Settings settings, Clock clock) {
        instruments = Instruments.of(
                settings.seed(), call -> account(call.path()).calls().incrementAndGet());
        server = SandboxServer.start(
                "127.0.0.1", 0, new PlainApi(this::account, settings, clock), instruments, null, clock, Sleeper.real());
    }

    /**
     * How the server behaves when no fault strikes.
     *
     * @param callsPerSecond limit of one account in any second; 0 for none
     * @param seed of the faults
     */
    public record Settings(int callsPerSecond, long seed) {}

    /**
     * One row.
     *
     * @param writes how often it was written, its creation included
     */
    public record Row(String id, String type, String key, String text, int writes) {}

    /** Starts on a free port of the loopback. */
    public static PlainSandbox start(Settings settings) {
        return new PlainSandbox(settings, Clock.systemUTC());
    }

    /** Scheme, host, port, and the account as path. */
    public URI url(String account) {
        return server.url().resolve("/" + account);
    }

    /** The faults in force; routes look like {@code POST /<account>/<type>}. */
    public Faults faults() {
        return instruments.faults();
    }

    /** What has been asked. */
    public Counters counters() {
        return instruments.counters();
    }

    /** An account's rows. */
    public Collection<Row> rows(String account) {
        PlainAccount known = accounts.get(account);
        return known == null ? List.of() : known.rows();
    }

    /** How many rows an account has. */
    public int size(String account) {
        PlainAccount known = accounts.get(account);
        return known == null ? 0 : known.size();
    }

    /** Calls that reached an account, whatever became of them. */
    public long calls(String account) {
        PlainAccount known = accounts.get(account);
        return known == null ? 0 : known.calls().get();
    }

    @Override
    public void close() {
        server.close();
    }

    private PlainAccount account(String path) {
        int end = path.indexOf('/', 1);
        String name = path.substring(1, end < 0 ? path.length() : end);
        return accounts.computeIfAbsent(name, _ -> new PlainAccount(new AtomicLong()));
    }
}
