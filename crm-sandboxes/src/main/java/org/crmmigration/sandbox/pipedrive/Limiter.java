package org.crmmigration.sandbox.pipedrive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.crmmigration.sandbox.ControlApi;
import org.crmmigration.sandbox.DailyBudget;
import org.crmmigration.sandbox.Json;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.SlidingWindow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The two-second windows, the daily tokens and the edge that blocks who does not listen. Thread-safe. */
final class Limiter implements ControlApi.Limits {

    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SEARCHES = 10;

    private final Clock clock;
    private final boolean searchCountsTwice;
    private final SlidingWindow general;
    private final SlidingWindow searches;
    private final DailyBudget daily;
    private final ArrayDeque<Instant> refusals = new ArrayDeque<>();
    private LimitSettings settings;
    private Instant blockedUntil = Instant.MIN;
    private long callsToday;

    Limiter(PipedriveSettings settings, Clock clock) {
        this.clock = clock;
        this.settings = settings.limits();
        this.searchCountsTwice = settings.quirks().searchCountsTwice();
        this.general = new SlidingWindow(settings.plan().burst(), WINDOW, clock);
        this.searches = new SlidingWindow(SEARCHES, WINDOW, clock);
        this.daily = new DailyBudget(settings.plan().dailyTokens(settings.seats()), clock);
    }

    /**
     * What the limits say to a call.
     *
     * @param refusal the answer when it is refused, else null
     * @param headers to send in either case
     */
    record Verdict(@Nullable Reply refusal, Map<String, String> headers) {}

    synchronized Verdict admit(Endpoint endpoint) {
        Map<String, String> headers = new HashMap<>();
        if (clock.instant().isBefore(blockedUntil)) {
            return new Verdict(blocked(), headers);
        }
        if (settings.daily() && daily.peek().remaining() < endpoint.cost()) {
            return dailyRefusal(endpoint, headers);
        }
        if (settings.burst()) {
            SlidingWindow.Grant grant = burst(endpoint);
            headers.putAll(burstHeaders(grant));
            if (!grant.granted()) {
                refused();
                return new Verdict(rateLimited(), headers);
            }
        }
        callsToday += endpoint.kind() == Endpoint.Kind.WRITE ? 1 : 0;
        return new Verdict(null, headers);
    }

    /** Books the tokens of a call that was admitted; returns the headers that show what is left. */
    synchronized Map<String, String> charge(int cost) {
        Map<String, String> headers = new HashMap<>();
        if (settings.daily()) {
            headers.putAll(dailyHeaders(daily.spend(cost)));
        }
        if (settings.legacyDailyHeader()) {
            headers.put("x-daily-requests-left", Long.toString(Math.max(0, 10_000 - callsToday)));
        }
        return headers;
    }

    static Reply rateLimited() {
        return Refusal.tooMany("Rate limit exceeded").reply();
    }

    static Reply blocked() {
        return Reply.html(
                403,
                "<!DOCTYPE html><html><head><title>Access denied | sandbox</title></head><body><h1>Error 1015</h1>"
                        + "<p>You are being rate limited. This error is produced by Cloudflare.</p></body></html>");
    }

    private SlidingWindow.Grant burst(Endpoint endpoint) {
        if (endpoint.kind() != Endpoint.Kind.SEARCH) {
            return general.take();
        }
        SlidingWindow.Grant search = searches.take();
        if (!search.granted() || !searchCountsTwice) {
            return search;
        }
        SlidingWindow.Grant both = general.take();
        return both.granted() ? search : both;
    }

    private Verdict dailyRefusal(Endpoint endpoint, Map<String, String> headers) {
        DailyBudget.Grant grant = daily.spend(endpoint.cost());
        headers.putAll(dailyHeaders(grant));
        headers.put("retry-after", seconds(grant.reset()));
        refused();
        return new Verdict(Refusal.tooMany("daily request budget exceeded").reply(), headers);
    }

    private void refused() {
        Instant now = clock.instant();
        refusals.addLast(now);
        while (!refusals.isEmpty() && refusals.getFirst().plus(PATIENCE).isBefore(now)) {
            refusals.removeFirst();
        }
        if (settings.blockAfter() > 0 && refusals.size() >= settings.blockAfter()) {
            blockedUntil = now.plus(settings.blockFor());
            refusals.clear();
        }
    }

    private static Map<String, String> burstHeaders(SlidingWindow.Grant grant) {
        return Map.of(
                "x-ratelimit-limit", Integer.toString(grant.limit()),
                "x-ratelimit-remaining", Integer.toString(grant.remaining()),
                "x-ratelimit-reset", seconds(grant.reset()));
    }

    private static Map<String, String> dailyHeaders(DailyBudget.Grant grant) {
        return Map.of(
                "x-daily-ratelimit-token-limit", Long.toString(grant.limit()),
                "x-daily-ratelimit-token-remaining", Long.toString(grant.remaining()));
    }

    private static String seconds(Duration duration) {
        return Long.toString((duration.toMillis() + 999) / 1000);
    }

    /** {@code burst}, {@code daily}, {@code blockAfter}, and {@code dailyUsed} of {@code dailyLimit}. */
    @Override
    public synchronized ObjectNode read() {
        DailyBudget.Grant today = daily.peek();
        return Json.object()
                .put("burst", settings.burst())
                .put("daily", settings.daily())
                .put("blockAfter", settings.blockAfter())
                .put("dailyUsed", today.limit() - today.remaining())
                .put("dailyLimit", today.limit());
    }

    /** Any of {@code burst}, {@code daily}, {@code blockAfter}, {@code dailyUsed}; what is left out stays. */
    @Override
    public synchronized void change(JsonNode wanted) {
        settings = new LimitSettings(
                wanted.path("burst").asBoolean(settings.burst()),
                wanted.path("daily").asBoolean(settings.daily()),
                wanted.path("blockAfter").asInt(settings.blockAfter()),
                settings.blockFor(),
                settings.legacyDailyHeader());
        if (wanted.has("dailyUsed")) {
            daily.setUsed(wanted.path("dailyUsed").asLong());
        }
        if (settings.blockAfter() == 0) {
            blockedUntil = Instant.MIN;
        }
    }
}
