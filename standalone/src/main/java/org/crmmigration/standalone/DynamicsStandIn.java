package org.crmmigration.standalone;

import java.nio.file.Path;
import java.util.List;
import org.crmmigration.sandbox.dynamics.DynamicsSandbox;
import org.crmmigration.sandbox.dynamics.DynamicsSettings;
import org.crmmigration.sandbox.dynamics.DynamicsSettings.App;
import org.crmmigration.sandbox.dynamics.DynamicsSettings.User;
import org.crmmigration.sandbox.dynamics.LimitSettings;

/** The sandbox for Dynamics 365 Sales: an environment with three users, one of them disabled, and three currencies. */
final class DynamicsStandIn {

    private static final List<User> USERS = List.of(
            User.enabled("Sandbox Admin", "admin@acme.example"),
            User.enabled("Sandbox Sales", "sales@acme.example"),
            User.disabled("Sandbox Former", "former@acme.example"));

    private DynamicsStandIn() {}

    static StandIn start(Path journal, boolean limits) {
        DynamicsSettings settings = DynamicsSettings.defaults()
                .withUsers(USERS)
                .withCurrencies(List.of("USD", "EUR", "GBP"))
                .withLimits(limits ? LimitSettings.vendor() : LimitSettings.off())
                .withJournal(journal);
        App app = settings.app();
        DynamicsSandbox sandbox = DynamicsSandbox.start(settings);
        return new StandIn(sandbox, """
                url: %s
                plan: enterprise
                seats: 5
                reserve: 0
                credentials:
                  tenantId: %s
                  clientId: %s
                  clientSecret: %s
                  tokenUrl: %s
                """.formatted(
                        sandbox.url(), app.tenantId(), app.clientId(), app.clientSecret(), sandbox.tokenUrl()));
    }
}
