package org.crmmigration.sandbox.pipedrive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.crmmigration.sandbox.Call;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.Router;
import org.crmmigration.sandbox.Router.Match;
import org.crmmigration.sandbox.Vendor;

/** Lets calls in, charges them and runs them under the lock of the account. */
final class PipedriveApi implements Vendor {

    private final Account account;
    private final Limiter limiter;
    private final Router<Endpoint> router;

    PipedriveApi(Account account, Limiter limiter, RandomGenerator random) {
        this.account = account;
        this.limiter = limiter;
        this.router = new Routes(account).build(random);
    }

    private record Prepared(String template, java.util.function.Supplier<Served> work) implements Operation {

        @Override
        public Served run() {
            return work.get();
        }
    }

    @Override
    public Operation route(Call call) {
        String path = call.path().startsWith("/v1/") ? "/api" + call.path() : call.path();
        return switch (router.find(call.method(), path)) {
            case Match.Found<Endpoint> found ->
                new Prepared(found.method() + " " + found.template(), () -> serve(call, found));
            case Match.WrongMethod<Endpoint> wrong ->
                new Prepared("wrong method", () -> refused(call, Refusal.bare(405, "Method Not Allowed")));
            case Match.Unknown<Endpoint> unknown ->
                new Prepared("unknown path", () -> refused(call, Refusal.bare(404, "Not Found")));
        };
    }

    private Served serve(Call call, Match.Found<Endpoint> found) {
        if (!authorized(call)) {
            return refused(call, Refusal.unauthorized());
        }
        Endpoint endpoint = found.target();
        Limiter.Verdict verdict = limiter.admit(endpoint);
        if (verdict.refusal() != null) {
            return new Served(stamped(verdict.refusal(), verdict.headers()), 0, true);
        }
        Reply reply = execute(call, found);
        boolean free = reply.status() >= 400
                && reply.status() < 500
                && !account.settings().quirks().chargeRefusedCalls();
        int cost = free ? 0 : endpoint.cost();
        Map<String, String> headers = new HashMap<>(verdict.headers());
        headers.putAll(limiter.charge(cost));
        return new Served(stamped(reply, headers), cost, false);
    }

    private Reply execute(Call call, Match.Found<Endpoint> found) {
        Endpoint endpoint = found.target();
        try {
            Params params = Params.parse(
                    call.query(), endpoint.params(), account.settings().quirks());
            Request request = new Request(call, found.variables(), params);
            return endpoint.kind() == Endpoint.Kind.WRITE
                    ? account.store().write(() -> endpoint.handler().apply(request))
                    : account.store().read(() -> endpoint.handler().apply(request));
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    private boolean authorized(Call call) {
        String sent = call.header("x-api-token");
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8),
                        account.settings().apiToken().getBytes(StandardCharsets.UTF_8));
    }

    private Served refused(Call call, Refusal refusal) {
        boolean stranger = !authorized(call);
        Reply reply = stranger ? Refusal.unauthorized().reply() : refusal.reply();
        return new Served(stamped(reply, stranger ? Map.of("x-401-by-gw", "true") : Map.of()), 0, false);
    }

    private static Reply stamped(Reply reply, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("x-correlation-id", UUID.randomUUID().toString());
        return reply.with(all);
    }

    @Override
    public Reply serverError(int status) {
        return stamped(Refusal.failure(status).reply(), Map.of());
    }

    @Override
    public Reply rateLimited() {
        return stamped(Limiter.rateLimited(), Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "2"));
    }

    @Override
    public Reply blocked() {
        return Limiter.blocked();
    }
}
