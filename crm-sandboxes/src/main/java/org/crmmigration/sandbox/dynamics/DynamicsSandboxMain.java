package org.crmmigration.sandbox.dynamics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The sandbox as a process of its own. It prints one line with its URL when it is ready, and runs until it is killed.
 *
 * <p>Flags, all optional: {@code --host H --port N --tenant ID --client ID --secret S --token-seconds N --user 'Name <mail>'}
 * (again for more users) {@code --disabled-user 'Name <mail>' --currency USD} (again for more) {@code --no-limits
 * --servers N --hint N --realistic-times --metadata-lag-millis N --journal FILE --control --seed N}.
 */
public final class DynamicsSandboxMain {

    private DynamicsSandboxMain() {}

    @SuppressWarnings("SystemOut") // The line is the interface of the process.
    public static void main(String[] args) throws InterruptedException {
        DynamicsSettings settings;
        try {
            settings = settings(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        DynamicsSandbox sandbox = DynamicsSandbox.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println("dynamics sandbox listening on " + sandbox.url());
        new CountDownLatch(1).await();
    }

    static DynamicsSettings settings(String... args) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(args));
        List<DynamicsSettings.User> users = new ArrayList<>();
        List<String> currencies = new ArrayList<>();
        DynamicsSettings settings = DynamicsSettings.defaults();
        while (!rest.isEmpty()) {
            String flag = rest.removeFirst();
            switch (flag) {
                case "--user" -> users.add(user(flag, value(flag, rest), true));
                case "--disabled-user" -> users.add(user(flag, value(flag, rest), false));
                case "--currency" -> currencies.add(value(flag, rest));
                default -> settings = with(settings, flag, rest);
            }
        }
        settings = users.isEmpty() ? settings : settings.withUsers(users);
        return currencies.isEmpty() ? settings : settings.withCurrencies(currencies);
    }

    private static DynamicsSettings.User user(String flag, String text, boolean enabled) {
        int open = text.indexOf('<');
        if (open < 1 || !text.endsWith(">")) {
            throw new IllegalArgumentException(flag + " takes 'Name <mail>', not " + text);
        }
        String email = text.substring(open + 1, text.length() - 1);
        return new DynamicsSettings.User(text.substring(0, open).strip(), email, enabled, true);
    }

    private static DynamicsSettings with(DynamicsSettings settings, String flag, Deque<String> rest) {
        DynamicsSettings.App app = settings.app();
        LimitSettings limits = settings.limits();
        return switch (flag) {
            case "--host" -> settings.withAddress(value(flag, rest), settings.port());
            case "--port" -> settings.withAddress(settings.host(), number(flag, rest));
            case "--tenant" -> settings.withApp(app.withTenant(value(flag, rest)));
            case "--client" -> settings.withApp(app.withClient(value(flag, rest)));
            case "--secret" -> settings.withApp(app.withSecret(value(flag, rest)));
            case "--token-seconds" -> settings.withApp(app.withTokenLife(Duration.ofSeconds(number(flag, rest))));
            case "--no-limits" -> settings.withLimits(limits.withEnforced(false));
            case "--servers" -> settings.withLimits(limits.withServers(number(flag, rest)));
            case "--hint" -> settings.withLimits(limits.withHint(number(flag, rest)));
            case "--realistic-times" -> settings.withTimes(ServiceTimes.realistic());
            case "--metadata-lag-millis" -> {
                Duration lag = Duration.ofMillis(number(flag, rest));
                yield settings.with(quirks -> quirks.withMetadataLag(lag));
            }
            case "--journal" -> settings.withJournal(Path.of(value(flag, rest)));
            case "--control" -> settings.withControl(true);
            case "--seed" -> settings.withSeed(number(flag, rest));
            default -> throw new IllegalArgumentException("unknown flag " + flag);
        };
    }

    private static int number(String flag, Deque<String> rest) {
        String value = value(flag, rest);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(flag + " takes a number, not " + value, e);
        }
    }

    private static String value(String flag, Deque<String> rest) {
        String value = rest.pollFirst();
        if (value == null) {
            throw new IllegalArgumentException(flag + " takes a value");
        }
        return value;
    }
}
