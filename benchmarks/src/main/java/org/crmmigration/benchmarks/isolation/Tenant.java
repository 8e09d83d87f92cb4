package org.crmmigration.benchmarks.isolation;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.crmmigration.contract.plain.PlainClient;
import org.crmmigration.contract.plain.PlainMigration;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.sandbox.Fault;
import org.crmmigration.sandbox.FaultRule;
import org.crmmigration.sandbox.Faults;
import org.crmmigration.sandbox.plain.PlainSandbox;

/** One migration of the benchmark, and what is wrong with its account. */
record Tenant(PlainMigration migration, Kind kind) {

    /** A port nobody listens on. */
    private static final URI NOBODY = URI.create("http://127.0.0.1:9/dead");

    /** What is wrong. */
    enum Kind {
        HEALTHY,
        /** Seven of ten calls are answered 429. */
        THROTTLED,
        /** Nobody listens at its address. */
        GONE,
        /** Connections are taken and nothing is answered. */
        SILENT,
        /** Every answer takes three seconds. */
        SLOW,
        /** Every object is refused. */
        REFUSED,
        /** Every call fails with 500 before it has an effect. */
        FAILING;

        String prefix() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Seven of ten are healthy. */
    static Kind kind(int number) {
        return switch (number % 20) {
            case 3, 13 -> Kind.THROTTLED;
            case 5 -> Kind.GONE;
            case 15 -> Kind.SILENT;
            case 9 -> Kind.SLOW;
            case 17 -> Kind.REFUSED;
            default -> Kind.HEALTHY;
        };
    }

    static void trouble(Faults faults) {
        for (String method : List.of("POST", "GET", "PUT")) {
            String start = method + " /";
            faults.add(FaultRule.sometimes(start + Kind.THROTTLED.prefix() + "*", 0.7, new Fault.RateLimitStorm()));
            faults.add(FaultRule.sometimes(
                    start + Kind.SILENT.prefix() + "*", 1, new Fault.Stall(Duration.ofMinutes(10))));
            faults.add(
                    FaultRule.sometimes(start + Kind.SLOW.prefix() + "*", 1, new Fault.Latency(Duration.ofSeconds(3))));
            faults.add(FaultRule.sometimes(start + Kind.FAILING.prefix() + "*", 1, new Fault.ErrorBeforeEffect(500)));
        }
    }

    String account() {
        return kind.prefix() + "-" + migration.name();
    }

    URI url(PlainSandbox crm) {
        return kind == Kind.GONE ? URI.create(NOBODY + "-" + migration.name()) : crm.url(account());
    }

    /** So many journaled creates. */
    List<ObjectCommand> commands(int count) {
        String text = kind == Kind.REFUSED ? "refused " : "Ann ";
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> PlainMigration.upsert(PlainClient.JOURNAL, i, text + i))
                .toList());
    }
}
