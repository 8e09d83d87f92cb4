package org.crmmigration.loader.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.crmmigration.loader.budget.SimulatedServer.Limit;
import org.crmmigration.loader.budget.SimulatedServer.Rules;
import org.crmmigration.loader.budget.SimulatedServer.Span;
import org.crmmigration.loader.port.AccountLimits;
import org.crmmigration.loader.port.AccountLimits.Daily;
import org.crmmigration.loader.port.AccountLimits.ServerTime;
import org.crmmigration.loader.port.AccountLimits.Window;
import org.crmmigration.loader.port.CallCost;
import org.crmmigration.loader.port.CrmFault.RateLimited.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Paces calls against the limits the vendors publish, in virtual time, without a reserve. The report is committed; a
 * change of the pacing shows as a difference. Limits: Pipedrive, rolling 2 s by plan and tokens a day (developer pages,
 * 2026-09-17); Freshsales, an hour by plan and a minute; Dynamics, service protection of one user on one web server;
 * HighLevel, 10 s and a day. Sources in the vendors' modules and in {@code docs/pacing.md}.
 */
class PacingSimulationTest {

    private static final Span NEAR = new Span(15, 45);
    private static final Span ROUGH = new Span(10, 60);
    private static final Span ANSWERS = new Span(80, 240);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final double SERVER_TIME = 1_200_000;

    private final VirtualTime time = new VirtualTime();

    /**
     * A case.
     *
     * @param permitted calls the server would take at most in that time
     */
    private record Case(
            String name, AccountLimits limits, Rules rules, double cost, Duration length, double permitted) {

        CallCost call() {
            return SimulatedServer.call(
                    cost, limits.windows().stream().map(Window::name).toArray(String[]::new));
        }
    }

    private record Figures(String name, double permitted, long taken, double refused) {

        double share() {
            return 100 * taken / permitted;
        }

        String line() {
            return String.format(Locale.ROOT, "%-34s %10.0f %8d %8.2f %8.4f", name, permitted, taken, share(), refused);
        }
    }

    @Test
    void usesWhatEachVendorPermitsAndIsHardlyEverRefused() throws IOException {
        // When
        List<Figures> all = cases().map(PacingSimulationTest::run).toList();
        // Then
        assertThat(all).allSatisfy(figures -> {
            assertThat(figures.share())
                    .as(figures.name())
                    .isBetween(figures.name().contains("rough") ? 97.0 : 98.0, 100.5);
            assertThat(figures.refused()).as(figures.name()).isLessThan(0.1);
        });
        List<String> report = new ArrayList<>();
        report.add("limits                              permitted    taken  share %  refused %");
        all.forEach(figures -> report.add(figures.line()));
        assertThat(String.join("\n", report) + "\n").isEqualTo(committed());
    }

    @Test
    void pausesUntilTheResetWhenTheDayIsUsedUpAndShowsIt() {
        // Given
        Case lite = pipedriveDay();
        AccountBudget budget = budget(lite, 0, BudgetMemory.NONE);
        SimulatedServer server = working(lite, budget);
        // When
        time.pass(Duration.ofHours(4));
        // Then
        assertThat(server.taken()).isBetween(5_980L, 6_000L);
        assertThat(server.refused()).isLessThan(5);
        assertThat(budget.figures().hold()).isEqualTo(new Hold(Scope.DAY, midnight()));
        time.pass(Duration.ofHours(13));
        assertThat(server.taken()).isBetween(11_960L, 12_000L);
    }

    @Test
    void comesBackFromAStormOfRefusals() {
        // Given
        Case premium = pipedrive("premium", 100, NEAR);
        SimulatedServer server = working(premium, budget(premium, 0, BudgetMemory.NONE));
        server.trouble(Scope.WINDOW, Duration.ofMinutes(5), Duration.ofMinutes(1));
        // When
        time.pass(Duration.ofMinutes(7));
        long during = server.refused();
        long before = server.taken();
        time.pass(Duration.ofMinutes(10));
        // Then
        assertThat(during).isBetween(20L, 1_600L);
        assertThat(server.taken() - before).isGreaterThan(Math.round(0.96 * 50 * 600));
        assertThat(server.refused() - during).isLessThan(30);
    }

    @Test
    void holdsStillWhileTheEdgeBlocks() {
        // Given
        Case premium = pipedrive("premium", 100, NEAR);
        SimulatedServer server = working(premium, budget(premium, 0, BudgetMemory.NONE));
        server.trouble(Scope.BLOCKED, Duration.ofMinutes(5), Duration.ofMinutes(12));
        // When
        time.pass(Duration.ofMinutes(21));
        long during = server.refused();
        long before = server.taken();
        time.pass(Duration.ofMinutes(10));
        // Then
        assertThat(during).isLessThan(110);
        assertThat(server.taken() - before).isGreaterThan(Math.round(0.96 * 50 * 600));
    }

    @Test
    void leavesTheReserveToTheCustomer() {
        // Given
        Case growth = pipedrive("growth", 40, NEAR);
        SimulatedServer server = working(growth, budget(growth, 0.2, BudgetMemory.NONE));
        // When
        server.other(Duration.ofMillis(300));
        time.pass(HALF_HOUR);
        // Then
        assertThat(server.othersRefused()).isZero();
        assertThat(server.refused()).isLessThan(3);
        assertThat(server.taken()).isGreaterThan(Math.round(0.97 * 16 * 1_800));
    }

    @Test
    void makesNoBurstAfterARestart() {
        // Given
        Case premium = pipedrive("premium", 100, NEAR);
        Kept memory = new Kept();
        SimulatedServer server = working(premium, budget(premium, 0, memory));
        time.pass(Duration.ofMinutes(3));
        long refused = server.refused();
        // When
        AccountBudget after = budget(premium, 0, memory);
        server.restarted(after);
        IntStream.range(0, 100).forEach(_ -> server.work("lane", premium.call()));
        time.pass(Duration.ofSeconds(10));
        // Then
        assertThat(server.refused() - refused).isZero();
        assertThat(server.taken()).isGreaterThan(9_000);
    }

    @Test
    void learnsHowManyAtOnceTheServerBears() {
        // Given
        AccountLimits limits = new AccountLimits(List.of(), null, 52);
        Rules rules = new Rules(List.of(), 0, 12, 0, true, false, NEAR, new Span(500, 1_500));
        Case unknown = new Case("at once", limits, rules, 1, Duration.ofHours(2), 12 * 7_200 / 1.06);
        // When
        Figures figures = run(unknown);
        // Then
        assertThat(figures.refused()).isLessThan(0.1);
        assertThat(figures.share()).isGreaterThan(85);
    }

    private static Stream<Case> cases() {
        return Stream.of(
                pipedrive("lite", 20, NEAR),
                pipedrive("growth", 40, NEAR),
                pipedrive("premium", 100, NEAR),
                pipedrive("ultimate", 120, NEAR),
                pipedrive("premium, rough way", 100, ROUGH),
                pipedrive("ultimate, rough way", 120, ROUGH),
                pipedriveDay(),
                freshsales("growth", 1_000, false),
                freshsales("pro", 2_000, false),
                freshsales("enterprise", 5_000, false),
                freshsales("enterprise, fixed hours", 5_000, true),
                dynamics("requests", new Span(100, 180), 6_000 * 12),
                dynamics("server time", new Span(400, 900), 12 * SERVER_TIME / 650),
                highLevel());
    }

    private static Case pipedrive(String plan, int calls, Span way) {
        return new Case(
                "Pipedrive " + plan,
                new AccountLimits(List.of(new Window("burst", calls, Duration.ofSeconds(2))), null, calls / 2),
                new Rules(sliding(calls, Duration.ofSeconds(2)), 0, 1_000, 0, true, false, way, ANSWERS),
                5,
                HALF_HOUR,
                calls / 2.0 * HALF_HOUR.toSeconds());
    }

    /** Two days that touch three, of 30,000 tokens each. */
    private static Case pipedriveDay() {
        Daily daily = new Daily(30_000, ZoneOffset.UTC);
        return new Case(
                "Pipedrive lite, tokens of 3 days",
                new AccountLimits(List.of(new Window("burst", 20, Duration.ofSeconds(2))), daily, 10),
                new Rules(sliding(20, Duration.ofSeconds(2)), 30_000, 1_000, 0, true, false, NEAR, ANSWERS),
                5,
                Duration.ofDays(2),
                3 * 6_000);
    }

    private static Case freshsales(String plan, int hourly, boolean fixed) {
        Duration hour = Duration.ofHours(1);
        Duration minute = Duration.ofMinutes(1);
        return new Case(
                "Freshsales " + plan,
                new AccountLimits(
                        List.of(new Window("hour", hourly, hour), new Window("minute", 400, minute)), null, 10),
                new Rules(
                        List.of(new Limit(hourly, hour, fixed), new Limit(400, minute, fixed)),
                        0,
                        1_000,
                        0,
                        false,
                        false,
                        NEAR,
                        ANSWERS),
                1,
                Duration.ofHours(6),
                6.0 * hourly);
    }

    private static Case dynamics(String bound, Span service, double permitted) {
        return new Case(
                "Dynamics, bound by " + bound,
                new AccountLimits(
                        List.of(new Window("requests", 6_000, FIVE_MINUTES)),
                        null,
                        52,
                        new ServerTime(Duration.ofMillis((long) SERVER_TIME), FIVE_MINUTES)),
                new Rules(sliding(6_000, FIVE_MINUTES), 0, 52, SERVER_TIME, true, true, NEAR, service),
                1,
                Duration.ofHours(1),
                permitted);
    }

    /** One day that touches two. */
    private static Case highLevel() {
        Daily daily = new Daily(200_000, ZoneOffset.UTC);
        return new Case(
                "HighLevel, 200,000 on 2 days",
                new AccountLimits(List.of(new Window("burst", 100, Duration.ofSeconds(10))), daily, 20),
                new Rules(sliding(100, Duration.ofSeconds(10)), 200_000, 1_000, 0, true, false, NEAR, ANSWERS),
                1,
                Duration.ofDays(1),
                2 * 200_000);
    }

    private static List<Limit> sliding(int calls, Duration length) {
        return List.of(new Limit(calls, length, false));
    }

    private static Figures run(Case one) {
        VirtualTime time = new VirtualTime();
        AccountBudget budget = new AccountBudget(one.limits(), 0, time.clock(), time, BudgetMemory.NONE);
        SimulatedServer server = new SimulatedServer(time, one.rules(), budget);
        staff(server, one);
        time.pass(one.length());
        double sent = server.taken() + server.refused();
        return new Figures(one.name(), one.permitted(), server.taken(), 100.0 * server.refused() / sent);
    }

    private SimulatedServer working(Case one, AccountBudget budget) {
        SimulatedServer server = new SimulatedServer(time, one.rules(), budget);
        staff(server, one);
        return server;
    }

    private static void staff(SimulatedServer server, Case one) {
        IntStream.range(0, 2 * one.limits().concurrency()).forEach(i -> server.work("lane-" + i % 3, one.call()));
    }

    private AccountBudget budget(Case one, double reserve, BudgetMemory memory) {
        return new AccountBudget(one.limits(), reserve, time.clock(), time, memory);
    }

    private Instant midnight() {
        return Instant.parse("2026-01-06T00:00:00Z");
    }

    private static final class Kept implements BudgetMemory {
        private @Nullable Used used;

        @Override
        public Optional<Used> read() {
            return Optional.ofNullable(used);
        }

        @Override
        public void write(Used latest) {
            used = latest;
        }
    }

    private static String committed() throws IOException {
        try (var in = Objects.requireNonNull(PacingSimulationTest.class.getResourceAsStream("/budget/pacing.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
