package org.crmmigration.sandbox.dynamics;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.crmmigration.sandbox.Call;

/** Which web server takes a request: the next one, or the one an affinity cookie names. */
final class ServerChoice {

    private static final Pattern COOKIE = Pattern.compile("ARRAffinity=server(\\d{1,4})");

    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder withCookie = new LongAdder();

    int choose(Call call, int servers) {
        String cookies = call.headers().getOrDefault("cookie", "");
        Matcher affinity = COOKIE.matcher(cookies);
        if (affinity.find()) {
            withCookie.increment();
            return Integer.parseInt(affinity.group(1)) % servers;
        }
        return Math.floorMod(next.getAndIncrement(), servers);
    }

    Map<String, String> cookie(int server) {
        return Map.of("Set-Cookie", "ARRAffinity=server" + server + ";Path=/;HttpOnly");
    }

    /** How many requests came with an affinity cookie; a client that wants throughput sends none. */
    long requestsWithCookie() {
        return withCookie.sum();
    }
}
