package org.crmmigration.sandbox.pipedrive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.sandbox.Flags;

/**
 * The sandbox as a process of its own ({@link Flags#serve}).
 *
 * <p>Flags, all optional: {@code --host H --port N --token T --plan lite|growth|premium|ultimate --seats N --user
 * 'Name <mail>'} (again for more users) {@code --no-limits --lenient --all-features --no-label-endpoint
 * --search-lag-millis N --list-lag-millis N --journal FILE --openapi DIR --control --seed N}.
 */
public final class PipedriveSandboxMain {

    private PipedriveSandboxMain() {}

    public static void main(String[] args) throws InterruptedException {
        Flags.serve("pipedrive", args, flags -> PipedriveSandbox.start(settings(flags)));
    }

    static PipedriveSettings settings(Flags flags) {
        List<PipedriveSettings.Seat> users = new ArrayList<>();
        PipedriveSettings settings = PipedriveSettings.defaults();
        while (flags.more()) {
            String flag = flags.next();
            if (flag.equals("--user")) {
                Flags.Person person = flags.person();
                users.add(new PipedriveSettings.Seat(person.name(), person.email(), true));
            } else {
                settings = with(settings, flag, flags);
            }
        }
        return users.isEmpty() ? settings : settings.withUsers(users);
    }

    private static PipedriveSettings with(PipedriveSettings settings, String flag, Flags flags) {
        return switch (flag) {
            case "--host" -> settings.withAddress(flags.value(), settings.port());
            case "--port" -> settings.withAddress(settings.host(), flags.number());
            case "--token" -> settings.withToken(flags.value());
            case "--plan" -> settings.withPlan(flags.choice(Plan.class), settings.seats());
            case "--seats" -> settings.withPlan(settings.plan(), flags.number());
            case "--no-limits" -> settings.withLimits(LimitSettings.off());
            case "--lenient" -> settings.withQuirks(settings.quirks().lenient());
            case "--all-features" -> settings.withFeatures(Features.all());
            case "--no-label-endpoint" -> settings.withQuirks(settings.quirks().withLabelOptionsEndpoint(false));
            case "--search-lag-millis" -> settings.withLags(flags.millis(), settings.listLag());
            case "--list-lag-millis" -> settings.withLags(settings.searchLag(), flags.millis());
            case "--journal" -> settings.withJournal(Path.of(flags.value()));
            case "--openapi" -> settings.withOpenApi(Path.of(flags.value()));
            case "--control" -> settings.withControl(true);
            case "--seed" -> settings.withSeed(flags.number());
            default -> throw flags.unknown();
        };
    }
}
