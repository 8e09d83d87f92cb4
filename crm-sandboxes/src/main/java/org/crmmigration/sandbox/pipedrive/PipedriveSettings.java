package org.crmmigration.sandbox.pipedrive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Pipedrive sandbox is like.
 *
 * @param host address to listen on, loopback by default
 * @param port 0 picks a free one
 * @param apiToken the one token that is let in, in the header {@code x-api-token}
 * @param users who is in the account; the first is the administrator the token belongs to
 * @param searchLag how long after a write search finds what it wrote
 * @param listLag how long after its creation a record appears in lists
 * @param journal file in which the account survives the process, null when it need not
 * @param openApi directory with the vendor's two OpenAPI files; every request is checked against them, null for no check
 * @param control whether {@code /__sandbox} exists
 * @param seed of field codes and of the faults' dice
 */
public record PipedriveSettings(
        String host,
        int port,
        String apiToken,
        Plan plan,
        int seats,
        List<Seat> users,
        LimitSettings limits,
        Features features,
        Quirks quirks,
        Duration searchLag,
        Duration listLag,
        @Nullable Path journal,
        @Nullable Path openApi,
        boolean control,
        long seed) {

    /** A user of the account. */
    public record Seat(String name, String email, boolean active) {}

    /** The token of {@link #defaults()}; 40 characters, worth nothing anywhere. */
    public static final String DEFAULT_TOKEN = "sandbox-token-0000000000000000000000000000000".substring(0, 40);

    public PipedriveSettings {
        users = List.copyOf(users);
        if (users.isEmpty() || seats < 1) {
            throw new IllegalArgumentException("an account has at least one user and one seat");
        }
    }

    /** A fresh account on the smallest plan with one seat and all limits. */
    public static PipedriveSettings defaults() {
        return new PipedriveSettings(
                "127.0.0.1",
                0,
                DEFAULT_TOKEN,
                Plan.LITE,
                1,
                List.of(new Seat("Sandbox Admin", "admin@sandbox.test", true)),
                LimitSettings.vendor(),
                Features.none(),
                Quirks.defaults(),
                Duration.ofSeconds(3),
                Duration.ZERO,
                null,
                null,
                false,
                1L);
    }

    public PipedriveSettings withAddress(String newHost, int newPort) {
        return new PipedriveSettings(
                newHost, newPort, apiToken, plan, seats, users, limits, features, quirks, searchLag, listLag, journal,
                openApi, control, seed);
    }

    public PipedriveSettings withToken(String token) {
        return new PipedriveSettings(
                host, port, token, plan, seats, users, limits, features, quirks, searchLag, listLag, journal, openApi,
                control, seed);
    }

    public PipedriveSettings withPlan(Plan newPlan, int newSeats) {
        return new PipedriveSettings(
                host, port, apiToken, newPlan, newSeats, users, limits, features, quirks, searchLag, listLag, journal,
                openApi, control, seed);
    }

    public PipedriveSettings withUsers(List<Seat> newUsers) {
        return new PipedriveSettings(
                host, port, apiToken, plan, seats, newUsers, limits, features, quirks, searchLag, listLag, journal,
                openApi, control, seed);
    }

    public PipedriveSettings withLimits(LimitSettings newLimits) {
        return new PipedriveSettings(
                host, port, apiToken, plan, seats, users, newLimits, features, quirks, searchLag, listLag, journal,
                openApi, control, seed);
    }

    public PipedriveSettings withFeatures(Features newFeatures) {
        return new PipedriveSettings(
                host,
                port,
                apiToken,
                plan,
                seats,
                users,
                limits,
                newFeatures,
                quirks,
                searchLag,
                listLag,
                journal,
                openApi,
                control,
                seed);
    }

    public PipedriveSettings withQuirks(Quirks newQuirks) {
        return new PipedriveSettings(
                host, port, apiToken, plan, seats, users, limits, features, newQuirks, searchLag, listLag, journal,
                openApi, control, seed);
    }

    public PipedriveSettings withLags(Duration search, Duration list) {
        return new PipedriveSettings(
                host, port, apiToken, plan, seats, users, limits, features, quirks, search, list, journal, openApi,
                control, seed);
    }

    public PipedriveSettings withJournal(Path file) {
        return new PipedriveSettings(
                host, port, apiToken, plan, seats, users, limits, features, quirks, searchLag, listLag, file, openApi,
                control, seed);
    }

    public PipedriveSettings withOpenApi(Path directory) {
        return new PipedriveSettings(
                host, port, apiToken, plan, seats, users, limits, features, quirks, searchLag, listLag, journal,
                directory, control, seed);
    }

    public PipedriveSettings withControl(boolean on) {
        return new PipedriveSettings(
                host, port, apiToken, plan, seats, users, limits, features, quirks, searchLag, listLag, journal,
                openApi, on, seed);
    }

    public PipedriveSettings withSeed(long newSeed) {
        return new PipedriveSettings(
                host, port, apiToken, plan, seats, users, limits, features, quirks, searchLag, listLag, journal,
                openApi, control, newSeed);
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "PipedriveSettings[" + host + ":" + port + ", " + plan + " x " + seats + "]";
    }
}
