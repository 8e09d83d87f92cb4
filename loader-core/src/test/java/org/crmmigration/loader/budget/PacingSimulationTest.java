package org.crmmigration.loader.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.crmmigration.loader.budget.SlidingWindowServer.Network;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.AccountLimits.Window;
import org.crmmigration.loader.port.CallCost;
import org.junit.jupiter.api.Test;

/**
 * Paces calls against a sliding window in virtual time, with Pipedrive's limits by plan (rolling 2 s, per API token;
 * developer pages on rate limiting, 2026-09-17) and without a reserve, half an hour each. The report is committed; a
 * change of the pacing shows as a difference.
 */
class PacingSimulationTest {

    private static final Duration WINDOW = Duration.ofSeconds(2);
    private static final Duration RUN = Duration.ofMinutes(30);
    private static final CallCost CALL = new CallCost(5, Set.of("burst"));
    private static final Network USUAL = new Network(15, 45);
    private static final Network ROUGH = new Network(10, 60);

    private record Plan(String name, int limit) {}

    private static final List<Plan> PLANS =
            List.of(new Plan("lite", 20), new Plan("growth", 40), new Plan("premium", 100), new Plan("ultimate", 120));

    private record Figures(Plan plan, Network network, double permitted, double taken, double refused) {

        double share() {
            return 100 * taken / permitted;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-9s %2d-%2d ms %12.1f %8.2f %8.2f %10.4f",
                    plan.name(),
                    network.least(),
                    network.most(),
                    permitted,
                    taken,
                    share(),
                    refused);
        }
    }

    @Test
    void usesWhatIsPermittedAndIsHardlyEverRefused() throws IOException {
        // When
        List<Figures> usual = PLANS.stream().map(plan -> run(plan, USUAL)).toList();
        List<Figures> rough = PLANS.stream().map(plan -> run(plan, ROUGH)).toList();
        // Then
        assertThat(usual).allSatisfy(figures -> {
            assertThat(figures.share()).isBetween(98.0, 100.0);
            assertThat(figures.refused()).isLessThan(0.1);
        });
        assertThat(rough).allSatisfy(figures -> assertThat(figures.refused()).isLessThan(0.1));
        List<String> report = new ArrayList<>();
        report.add("plan      arrives in  permitted/s  taken/s  share %  refused %");
        usual.forEach(figures -> report.add(figures.line()));
        rough.forEach(figures -> report.add(figures.line()));
        assertThat(String.join("\n", report) + "\n").isEqualTo(committed());
    }

    private static Figures run(Plan plan, Network network) {
        int together = plan.limit() / 2;
        VirtualTime time = new VirtualTime();
        AccountLimits limits = new AccountLimits(List.of(new Window("burst", plan.limit(), WINDOW)), null, together);
        AccountBudget budget = new AccountBudget(limits, 0, time.clock(), time, BudgetMemory.NONE);
        SlidingWindowServer server = new SlidingWindowServer(time, budget, plan.limit(), WINDOW, network);
        for (int worker = 0; worker < 2 * together; worker++) {
            server.work("lane-" + worker % 3, CALL);
        }
        time.pass(RUN);
        double permitted = plan.limit() / (double) WINDOW.toSeconds();
        double taken = server.taken() / (double) RUN.toSeconds();
        return new Figures(
                plan, network, permitted, taken, 100.0 * server.refused() / (server.taken() + server.refused()));
    }

    private static String committed() throws IOException {
        try (var in = Objects.requireNonNull(
                PacingSimulationTest.class.getResourceAsStream("/budget/pipedrive-pacing.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
