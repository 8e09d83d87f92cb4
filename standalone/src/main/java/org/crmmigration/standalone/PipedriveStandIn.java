package org.crmmigration.standalone;

import java.nio.file.Path;
import java.util.List;
import org.crmmigration.sandbox.Sandbox;
import org.crmmigration.sandbox.pipedrive.LimitSettings;
import org.crmmigration.sandbox.pipedrive.PipedriveSandbox;
import org.crmmigration.sandbox.pipedrive.PipedriveSettings;
import org.crmmigration.sandbox.pipedrive.Plan;

/** The sandbox for Pipedrive: an account of the largest plan with three users, one of them inactive. */
final class PipedriveStandIn {

    private static final List<PipedriveSettings.Seat> USERS = List.of(
            new PipedriveSettings.Seat("Sandbox Admin", "admin@acme.example", true),
            new PipedriveSettings.Seat("Sandbox Sales", "sales@acme.example", true),
            new PipedriveSettings.Seat("Sandbox Former", "former@acme.example", false));

    private PipedriveStandIn() {}

    static StandIn start(Path journal, boolean limits) {
        Sandbox sandbox = PipedriveSandbox.start(PipedriveSettings.defaults()
                .withUsers(USERS)
                .withPlan(Plan.ULTIMATE, 1)
                .withLimits(limits ? LimitSettings.vendor() : LimitSettings.off())
                .withJournal(journal));
        return new StandIn(
                sandbox, """
                url: %s
                plan: %s
                seats: 1
                reserve: 0
                credentials:
                  apiToken: %s
                """.formatted(sandbox.url(), limits ? "ultimate" : "none", PipedriveSettings.DEFAULT_TOKEN));
    }
}
