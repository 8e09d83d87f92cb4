package org.crmmigration.dynamics.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.crmmigration.loader.http.ApiRequest;
import org.crmmigration.loader.http.ApiResponse;
import org.crmmigration.loader.http.ApiTransport;
import org.crmmigration.loader.http.Json;
import org.crmmigration.loader.port.Account;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The application users of each account and their access tokens, by the OAuth 2.0 client credentials grant. Users take
 * turns; one that service protection refused rests for as long as the server said while the others go on. A token is
 * fetched once however many calls wait for it, and again before it expires or when it is no longer accepted.
 *
 * <p>Credentials: {@code tenantId}, {@code clientId}, {@code clientSecret}, optionally {@code tokenUrl}; further users as
 * {@code clientId2}, {@code clientSecret2} and so on up to 9, each with limits of its own.
 */
public final class ApplicationUsers {

    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final int MOST_USERS = 9;

    private final Clock clock;
    private final Function<URI, ApiTransport> transports;
    private final Map<String, List<User>> byAccount = new ConcurrentHashMap<>();
    private final Map<String, User> byHeader = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param transports sends to a token endpoint without judging the status
     */
    public ApplicationUsers(Clock clock, Function<URI, ApiTransport> transports) {
        this.clock = clock;
        this.transports = transports;
    }

    private static final class User {
        private final List<User> all;
        private final URI endpoint;
        private final String form;
        private final ReentrantLock fetching = new ReentrantLock();
        private volatile @Nullable Token token;
        private volatile Instant restsUntil = Instant.MIN;

        User(List<User> all, URI endpoint, String form) {
            this.all = all;
            this.endpoint = endpoint;
            this.form = form;
        }
    }

    private static final class Token {
        private final String header;
        private final Instant freshUntil;
        private volatile boolean worked;

        Token(String header, Instant freshUntil) {
            this.header = header;
            this.freshUntil = freshUntil;
        }
    }

    /** How many users the account names. */
    public static int count(Account account) {
        int count = 1;
        while (count < MOST_USERS && account.credentials().containsKey("clientId" + (count + 1))) {
            count++;
        }
        return count;
    }

    /** The client ids of the account's users. */
    public static List<String> clients(Account account) {
        List<String> clients = new ArrayList<>(List.of(account.credential("clientId")));
        for (int i = 2; i <= count(account); i++) {
            clients.add(account.credential("clientId" + i));
        }
        return List.copyOf(clients);
    }

    /**
     * The value of the Authorization header for the next call.
     *
     * @param responses reads the token endpoint's answers
     * @throws org.crmmigration.loader.port.CrmFault when there is no token to be had
     */
    public String authorization(Account account, DynamicsResponses responses) {
        User user = next(byAccount.computeIfAbsent(account.reference(), _ -> users(account)));
        Token token = user.token;
        if (token != null && clock.instant().isBefore(token.freshUntil)) {
            return token.header;
        }
        user.fetching.lock();
        try {
            Token fetched = user.token;
            if (fetched == null || !clock.instant().isBefore(fetched.freshUntil)) {
                fetched = fetch(user, responses);
            }
            return fetched.header;
        } finally {
            user.fetching.unlock();
        }
    }

    /** Notes that a call's token works. */
    void accepted(ApiRequest request) {
        User user = user(request);
        Token token = user == null ? null : user.token;
        if (token != null) {
            token.worked = true;
        }
    }

    /** Drops a call's token. Whether another may do better: it worked before, so it expired or was replaced. */
    boolean refused(ApiRequest request) {
        String header = request.headers().get("Authorization");
        User user = header == null ? null : byHeader.remove(header);
        if (user == null) {
            return header != null;
        }
        Token token = user.token;
        boolean worked = token != null && token.worked;
        if (token != null && token.header.equals(header)) {
            user.token = null;
        }
        return worked;
    }

    /** Rests a call's user. How long until any user of the account may go on. */
    Duration throttled(ApiRequest request, Duration pause) {
        User user = user(request);
        if (user == null) {
            return pause;
        }
        Instant now = clock.instant();
        user.restsUntil = now.plus(pause);
        Instant first = user.all.stream()
                .map(other -> other.restsUntil)
                .min(Comparator.naturalOrder())
                .orElse(user.restsUntil);
        return first.isAfter(now) ? Duration.between(now, first) : Duration.ZERO;
    }

    /** How many users take turns with a call's. */
    public int sharing(ApiRequest request) {
        User user = user(request);
        return user == null ? 1 : user.all.size();
    }

    private @Nullable User user(ApiRequest request) {
        String header = request.headers().get("Authorization");
        return header == null ? null : byHeader.get(header);
    }

    private User next(List<User> users) {
        Instant now = clock.instant();
        int start = Math.floorMod(turn.getAndIncrement(), users.size());
        for (int i = 0; i < users.size(); i++) {
            User user = users.get((start + i) % users.size());
            if (!user.restsUntil.isAfter(now)) {
                return user;
            }
        }
        return users.stream().min(Comparator.comparing(user -> user.restsUntil)).orElseThrow();
    }

    private Token fetch(User user, DynamicsResponses responses) {
        ApiRequest request = new ApiRequest(
                "POST",
                "/oauth2/v2.0/token",
                "",
                Map.of(),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
                user.form,
                true);
        ApiResponse response = transports.apply(user.endpoint).send(request);
        ObjectNode answer = responses.token(response);
        Duration life = Duration.ofSeconds(Math.max(1, answer.path("expires_in").asLong(3599)));
        Duration early = life.dividedBy(5).compareTo(EARLY) < 0 ? life.dividedBy(5) : EARLY;
        Token old = user.token;
        if (old != null) {
            byHeader.remove(old.header);
        }
        Token token = new Token(
                "Bearer " + Json.text(answer, "access_token"),
                clock.instant().plus(life).minus(early));
        byHeader.put(token.header, user);
        user.token = token;
        return token;
    }

    private static List<User> users(Account account) {
        String tenant = account.credential("tenantId");
        String given = account.credentials().getOrDefault("tokenUrl", "");
        URI endpoint = URI.create(
                given.isBlank()
                        ? "https://login.microsoftonline.com/" + encoded(tenant) + "/oauth2/v2.0/token"
                        : given);
        String scope = account.url().getScheme() + "://" + account.url().getAuthority() + "/.default";
        List<User> users = new ArrayList<>();
        for (int i = 1; i <= count(account); i++) {
            String suffix = i == 1 ? "" : Integer.toString(i);
            String form = "grant_type=client_credentials&client_id="
                    + encoded(account.credential("clientId" + suffix))
                    + "&client_secret="
                    + encoded(account.credential("clientSecret" + suffix))
                    + "&scope="
                    + encoded(scope);
            users.add(new User(users, endpoint, form));
        }
        return users;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
