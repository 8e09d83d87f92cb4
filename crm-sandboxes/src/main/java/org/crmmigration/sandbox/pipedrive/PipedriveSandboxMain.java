package org.crmmigration.sandbox.pipedrive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * The sandbox as a process of its own. It prints one line with its URL when it is ready, and runs until it is killed.
 *
 * <p>Flags, all optional: {@code --host H --port N --token T --plan lite|growth|premium|ultimate --seats N --user
 * 'Name <mail>'} (again for more users) {@code --no-limits --lenient --all-features --no-label-endpoint
 * --search-lag-millis N --list-lag-millis N --journal FILE --openapi DIR --control --seed N}.
 */
public final class PipedriveSandboxMain {

    private PipedriveSandboxMain() {}

    @SuppressWarnings("SystemOut") // The line is the interface of the process.
    public static void main(String[] args) throws InterruptedException {
        PipedriveSettings settings;
        try {
            settings = settings(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        PipedriveSandbox sandbox = PipedriveSandbox.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        System.out.println("pipedrive sandbox listening on " + sandbox.url());
        new CountDownLatch(1).await();
    }

    static PipedriveSettings settings(String... args) {
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(args));
        List<PipedriveSettings.Seat> users = new ArrayList<>();
        PipedriveSettings settings = PipedriveSettings.defaults();
        while (!rest.isEmpty()) {
            String flag = rest.removeFirst();
            settings =
                    flag.equals("--user") ? withUser(settings, users, value(flag, rest)) : with(settings, flag, rest);
        }
        return settings;
    }

    private static PipedriveSettings withUser(
            PipedriveSettings settings, List<PipedriveSettings.Seat> users, String value) {
        int open = value.indexOf('<');
        if (open < 1 || !value.endsWith(">")) {
            throw new IllegalArgumentException("--user takes 'Name <mail>', not " + value);
        }
        String email = value.substring(open + 1, value.length() - 1);
        users.add(new PipedriveSettings.Seat(value.substring(0, open).strip(), email, true));
        return settings.withUsers(users);
    }

    private static PipedriveSettings with(PipedriveSettings settings, String flag, Deque<String> rest) {
        return switch (flag) {
            case "--host" -> settings.withAddress(value(flag, rest), settings.port());
            case "--port" -> settings.withAddress(settings.host(), number(flag, rest));
            case "--token" -> settings.withToken(value(flag, rest));
            case "--plan" -> settings.withPlan(plan(value(flag, rest)), settings.seats());
            case "--seats" -> settings.withPlan(settings.plan(), number(flag, rest));
            case "--no-limits" -> settings.withLimits(LimitSettings.off());
            case "--lenient" -> settings.withQuirks(settings.quirks().lenient());
            case "--all-features" -> settings.withFeatures(Features.all());
            case "--no-label-endpoint" -> settings.withQuirks(settings.quirks().withLabelOptionsEndpoint(false));
            case "--search-lag-millis" -> settings.withLags(millis(flag, rest), settings.listLag());
            case "--list-lag-millis" -> settings.withLags(settings.searchLag(), millis(flag, rest));
            case "--journal" -> settings.withJournal(Path.of(value(flag, rest)));
            case "--openapi" -> settings.withOpenApi(Path.of(value(flag, rest)));
            case "--control" -> settings.withControl(true);
            case "--seed" -> settings.withSeed(number(flag, rest));
            default -> throw new IllegalArgumentException("unknown flag " + flag);
        };
    }

    private static Plan plan(String name) {
        return Plan.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Duration millis(String flag, Deque<String> rest) {
        return Duration.ofMillis(number(flag, rest));
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
