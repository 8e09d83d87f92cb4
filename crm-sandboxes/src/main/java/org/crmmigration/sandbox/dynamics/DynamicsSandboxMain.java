package org.crmmigration.sandbox.dynamics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.sandbox.Flags;

/**
 * The sandbox as a process of its own ({@link Flags#serve}).
 *
 * <p>Flags, all optional: {@code --host H --port N --tenant ID --client ID --secret S --token-seconds N --user 'Name <mail>'}
 * (again for more users) {@code --disabled-user 'Name <mail>' --currency USD} (again for more) {@code --no-limits
 * --servers N --hint N --realistic-times --metadata-lag-millis N --journal FILE --control --seed N}.
 */
public final class DynamicsSandboxMain {

    private DynamicsSandboxMain() {}

    public static void main(String[] args) throws InterruptedException {
        Flags.serve("dynamics", args, flags -> DynamicsSandbox.start(settings(flags)));
    }

    static DynamicsSettings settings(Flags flags) {
        List<DynamicsSettings.User> users = new ArrayList<>();
        List<String> currencies = new ArrayList<>();
        DynamicsSettings settings = DynamicsSettings.defaults();
        while (flags.more()) {
            String flag = flags.next();
            switch (flag) {
                case "--user" -> users.add(user(flags.person(), true));
                case "--disabled-user" -> users.add(user(flags.person(), false));
                case "--currency" -> currencies.add(flags.value());
                default -> settings = with(settings, flag, flags);
            }
        }
        settings = users.isEmpty() ? settings : settings.withUsers(users);
        return currencies.isEmpty() ? settings : settings.withCurrencies(currencies);
    }

    private static DynamicsSettings.User user(Flags.Person person, boolean enabled) {
        return new DynamicsSettings.User(person.name(), person.email(), enabled, true);
    }

    private static DynamicsSettings with(DynamicsSettings settings, String flag, Flags flags) {
        DynamicsSettings.App app = settings.app();
        LimitSettings limits = settings.limits();
        return switch (flag) {
            case "--host" -> settings.withAddress(flags.value(), settings.port());
            case "--port" -> settings.withAddress(settings.host(), flags.number());
            case "--tenant" -> settings.withApp(app.withTenant(flags.value()));
            case "--client" -> settings.withApp(app.withClient(flags.value()));
            case "--secret" -> settings.withApp(app.withSecret(flags.value()));
            case "--token-seconds" -> settings.withApp(app.withTokenLife(Duration.ofSeconds(flags.number())));
            case "--no-limits" -> settings.withLimits(limits.withEnforced(false));
            case "--servers" -> settings.withLimits(limits.withServers(flags.number()));
            case "--hint" -> settings.withLimits(limits.withHint(flags.number()));
            case "--realistic-times" -> settings.withTimes(ServiceTimes.realistic());
            case "--metadata-lag-millis" -> {
                Duration lag = flags.millis();
                yield settings.with(quirks -> quirks.withMetadataLag(lag));
            }
            case "--journal" -> settings.withJournal(Path.of(flags.value()));
            case "--control" -> settings.withControl(true);
            case "--seed" -> settings.withSeed(flags.number());
            default -> throw flags.unknown();
        };
    }
}
