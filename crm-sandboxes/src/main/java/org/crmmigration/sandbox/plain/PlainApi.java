package org.crmmigration.sandbox.plain;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.crmmigration.sandbox.Call;
import org.crmmigration.sandbox.Reply;
import org.crmmigration.sandbox.SlidingWindow;
import org.crmmigration.sandbox.Vendor;
import org.crmmigration.sandbox.plain.PlainSandbox.Row;
import org.jspecify.annotations.Nullable;

/** The plain CRM's operations. */
final class PlainApi implements Vendor {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Function<String, PlainAccount> accounts;
    private final PlainSandbox.Settings settings;
    private final Clock clock;

    /**
     * @param accounts the account a path leads to
     */
    PlainApi(Function<String, PlainAccount> accounts, PlainSandbox.Settings settings, Clock clock) {
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    private record Matched(String template, Supplier<Served> work) implements Operation {
        @Override
        public Served run() {
            return work.get();
        }
    }

    @Override
    public Operation route(Call call) {
        List<String> path = List.of(call.path().substring(1).split("/", -1));
        String type = path.size() > 1 ? path.get(1) : "";
        String template = call.method() + " /" + path.getFirst() + "/" + type;
        PlainAccount account = accounts.apply(call.path());
        return new Matched(template, () -> limited(account, () -> answer(call, path, account)));
    }

    @Override
    public Reply serverError(int status) {
        return text(status, "");
    }

    @Override
    public Reply rateLimited() {
        return text(429, "").with(Map.of("Retry-After", "1"));
    }

    @Override
    public Reply blocked() {
        return Reply.html(403, "<html>blocked</html>");
    }

    private Served limited(PlainAccount account, Supplier<Reply> work) {
        if (settings.callsPerSecond() > 0) {
            SlidingWindow window = account.window(() -> new SlidingWindow(settings.callsPerSecond(), SECOND, clock));
            SlidingWindow.Grant grant = window.take();
            if (!grant.granted()) {
                String wait = Double.toString(grant.reset().toMillis() / 1000.0);
                return new Served(text(429, "").with(Map.of("Retry-After", wait)), 0, true);
            }
        }
        return new Served(work.get(), 1, false);
    }

    private static Reply answer(Call call, List<String> path, PlainAccount account) {
        if (call.body().contains("refused")) {
            return text(422, "");
        }
        return switch (call.method() + path.size()) {
            case "POST2" -> created(account, path.get(1), call.body().split("\n", 2));
            case "GET2" -> text(200, list(account, path.get(1), call.query().getOrDefault("above", "0")));
            case "GET3" -> row(account.row(path.get(2)));
            case "PUT3" -> put(account, path, call.body().split("\n", 2));
            case "PUT4" -> row(account.upsert(path.get(1), path.get(3), call.body()));
            case "DELETE3" -> deleted(account, path.get(2));
            default -> text(404, "");
        };
    }

    private static Reply created(PlainAccount account, String type, String[] keyAndText) {
        return text(201, line(account.create(type, keyAndText[0], keyAndText[1])));
    }

    private static Reply put(PlainAccount account, List<String> path, String[] keyAndText) {
        return row(account.put(path.get(1), path.get(2), keyAndText[0], keyAndText[1]));
    }

    private static Reply deleted(PlainAccount account, String id) {
        account.delete(id);
        return text(200, "");
    }

    private static String list(PlainAccount account, String type, String above) {
        StringBuilder lines = new StringBuilder(Long.toString(account.last()));
        account.above(type, Long.parseLong(above))
                .forEach(row -> lines.append('\n').append(line(row)));
        return lines.toString();
    }

    private static Reply row(@Nullable Row row) {
        return row == null ? text(404, "") : text(200, line(row));
    }

    private static String line(Row row) {
        return row.id() + "\t" + row.key() + "\t" + row.text();
    }

    private static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", Map.of(), body);
    }
}
