package org.crmmigration.sandbox.dynamics;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a Dynamics 365 Sales sandbox is like.
 *
 * @param host address to listen on, loopback by default
 * @param port 0 picks a free one
 * @param app the app registration that gets tokens, and whether it has its application user
 * @param users who is in the organisation beside the application user
 * @param currencies ISO codes; the first is the organisation's
 * @param limits service protection and entitlement
 * @param times how much work requests are
 * @param quirks uncertain points and configuration
 * @param missingPrivileges names such as {@code prvCreateContact} that the application user lacks
 * @param securedColumns {@code table.column} the application user may neither read nor write
 * @param duplicateRules published duplicate detection rules
 * @param journal file in which the environment survives the process, null when it need not
 * @param control whether {@code /__sandbox} exists
 * @param seed of the faults' dice and of ids the server chooses
 */
public record DynamicsSettings(
        String host,
        int port,
        App app,
        List<User> users,
        List<String> currencies,
        LimitSettings limits,
        ServiceTimes times,
        Quirks quirks,
        Set<String> missingPrivileges,
        Set<String> securedColumns,
        List<DuplicateRule> duplicateRules,
        @Nullable Path journal,
        boolean control,
        long seed) {

    /** The secret of {@link #defaults()}, worth nothing anywhere. */
    public static final String DEFAULT_SECRET = "sandbox-secret";

    /**
     * An app registration.
     *
     * @param tokenLife how long a token is good, about an hour at the vendor
     * @param applicationUser how the environment knows it
     * @param others further app registrations, each with an enabled application user and limits of its own
     */
    public record App(
            String tenantId,
            String clientId,
            String clientSecret,
            Duration tokenLife,
            ApplicationUser applicationUser,
            List<Registration> others) {

        public App {
            others = List.copyOf(others);
        }

        public App withTenant(String id) {
            return new App(id, clientId, clientSecret, tokenLife, applicationUser, others);
        }

        public App withClient(String id) {
            return new App(tenantId, id, clientSecret, tokenLife, applicationUser, others);
        }

        public App withSecret(String secret) {
            return new App(tenantId, clientId, secret, tokenLife, applicationUser, others);
        }

        public App withTokenLife(Duration life) {
            return new App(tenantId, clientId, clientSecret, life, applicationUser, others);
        }

        public App withOthers(Registration... all) {
            return new App(tenantId, clientId, clientSecret, tokenLife, applicationUser, List.of(all));
        }

        public App with(ApplicationUser user) {
            return new App(tenantId, clientId, clientSecret, tokenLife, user, others);
        }

        @Override
        public String toString() {
            return "App[tenantId=" + tenantId + ", clientId=" + clientId + ", clientSecret=***, tokenLife=" + tokenLife
                    + ", applicationUser=" + applicationUser + "]";
        }
    }

    /** A further app registration of the same tenant. */
    public record Registration(String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "Registration[clientId=" + clientId + ", clientSecret=***]";
        }
    }

    /** Whether the app has a user in the environment. */
    public enum ApplicationUser {
        ENABLED,
        DISABLED,
        WITHOUT_ROLE,
        MISSING
    }

    /**
     * A person of the organisation.
     *
     * @param mayOwn holds a role that lets rows be assigned to this user
     */
    public record User(String fullName, String email, boolean enabled, boolean mayOwn) {

        public static User enabled(String fullName, String email) {
            return new User(fullName, email, true, true);
        }

        public static User disabled(String fullName, String email) {
            return new User(fullName, email, false, true);
        }
    }

    public DynamicsSettings {
        users = List.copyOf(users);
        currencies = List.copyOf(currencies);
        missingPrivileges = Set.copyOf(missingPrivileges);
        securedColumns = Set.copyOf(securedColumns);
        duplicateRules = List.copyOf(duplicateRules);
        if (currencies.isEmpty()) {
            throw new IllegalArgumentException("an organisation has a currency");
        }
    }

    /** A fresh environment with all limits, all privileges, one further user and no service times. */
    public static DynamicsSettings defaults() {
        return new DynamicsSettings(
                "127.0.0.1",
                0,
                new App(
                        "11111111-1111-4111-8111-111111111111",
                        "22222222-2222-4222-8222-222222222222",
                        DEFAULT_SECRET,
                        Duration.ofSeconds(3599),
                        ApplicationUser.ENABLED,
                        List.of()),
                List.of(User.enabled("Sandbox Admin", "admin@sandbox.test")),
                List.of("USD"),
                LimitSettings.vendor(),
                ServiceTimes.none(),
                Quirks.defaults(),
                Set.of(),
                Set.of(),
                List.of(),
                null,
                false,
                1L);
    }

    public DynamicsSettings withAddress(String newHost, int newPort) {
        return change(draft -> {
            draft.host = newHost;
            draft.port = newPort;
        });
    }

    public DynamicsSettings withApp(App value) {
        return change(draft -> draft.app = value);
    }

    public DynamicsSettings withUsers(List<User> all) {
        return change(draft -> draft.users = all);
    }

    public DynamicsSettings withCurrencies(List<String> codes) {
        return change(draft -> draft.currencies = codes);
    }

    public DynamicsSettings withLimits(LimitSettings value) {
        return change(draft -> draft.limits = value);
    }

    public DynamicsSettings withTimes(ServiceTimes value) {
        return change(draft -> draft.times = value);
    }

    /** With other readings of the uncertain points. */
    public DynamicsSettings with(UnaryOperator<Quirks> change) {
        return change(draft -> draft.quirks = change.apply(draft.quirks));
    }

    public DynamicsSettings withoutPrivileges(String... names) {
        return change(draft -> draft.missingPrivileges = Set.of(names));
    }

    public DynamicsSettings withSecuredColumns(String... names) {
        return change(draft -> draft.securedColumns = Set.of(names));
    }

    public DynamicsSettings withDuplicateRules(DuplicateRule... rules) {
        return change(draft -> draft.duplicateRules = List.of(rules));
    }

    public DynamicsSettings withJournal(Path file) {
        return change(draft -> draft.journal = file);
    }

    public DynamicsSettings withControl(boolean value) {
        return change(draft -> draft.control = value);
    }

    public DynamicsSettings withSeed(long value) {
        return change(draft -> draft.seed = value);
    }

    private DynamicsSettings change(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** Settings while they are changed. */
    private static final class Draft {
        private String host;
        private int port;
        private App app;
        private List<User> users;
        private List<String> currencies;
        private LimitSettings limits;
        private ServiceTimes times;
        private Quirks quirks;
        private Set<String> missingPrivileges;
        private Set<String> securedColumns;
        private List<DuplicateRule> duplicateRules;
        private @Nullable Path journal;
        private boolean control;
        private long seed;

        Draft(DynamicsSettings from) {
            host = from.host;
            port = from.port;
            app = from.app;
            users = from.users;
            currencies = from.currencies;
            limits = from.limits;
            times = from.times;
            quirks = from.quirks;
            missingPrivileges = from.missingPrivileges;
            securedColumns = from.securedColumns;
            duplicateRules = from.duplicateRules;
            journal = from.journal;
            control = from.control;
            seed = from.seed;
        }

        DynamicsSettings settings() {
            return new DynamicsSettings(
                    host,
                    port,
                    app,
                    users,
                    currencies,
                    limits,
                    times,
                    quirks,
                    missingPrivileges,
                    securedColumns,
                    duplicateRules,
                    journal,
                    control,
                    seed);
        }
    }
}
