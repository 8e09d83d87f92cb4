package org.crmmigration.sandbox;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to every call: faults around the vendor's operation, then counting. */
final class Pipeline {

    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

    private final Vendor vendor;
    private final Instruments instruments;
    private final Clock clock;
    private final Sleeper sleeper;

    Pipeline(Vendor vendor, Instruments instruments, Clock clock, Sleeper sleeper) {
        this.vendor = vendor;
        this.instruments = instruments;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** The answer, or null when the connection shall be closed without one. */
    @Nullable
    Reply handle(Call call) throws InterruptedException {
        instruments.observer().received(call);
        Vendor.Operation operation = vendor.route(call);
        Strike strike = instruments.faults().strike(operation.template());
        if (!strike.delay().isZero()) {
            sleeper.sleep(strike.delay());
        }
        Result result = run(call, operation, strike.failure());
        int status = result.reply() == null ? 0 : result.reply().status();
        instruments.counters().count(operation.template(), status);
        instruments.log().add(entry(call, operation, status, result.cost(), strike));
        return result.reply();
    }

    private record Result(@Nullable Reply reply, int cost) {}

    private Result run(Call call, Vendor.Operation operation, @Nullable Fault failure) {
        if (failure == null) {
            Vendor.Served served = serve(call, operation);
            return new Result(served.reply(), served.cost());
        }
        return switch (failure) {
            case Fault.ErrorBeforeEffect(int status) -> new Result(vendor.serverError(status), 0);
            case Fault.ResetBeforeEffect reset -> new Result(null, 0);
            case Fault.Stall stall -> new Result(null, 0);
            case Fault.RateLimitStorm storm -> new Result(vendor.rateLimited(), 0);
            case Fault.HtmlForbidden html -> new Result(vendor.blocked(), 0);
            case Fault.VendorError(String name) -> new Result(vendor.namedError(name), 0);
            case Fault.DropAfterCommit drop ->
                new Result(null, serve(call, operation).cost());
            case Fault.ErrorAfterCommit(int status) ->
                new Result(vendor.serverError(status), serve(call, operation).cost());
            case Fault.Latency latency -> throw new IllegalStateException("a delay is not a failure: " + latency);
            case Fault.LatencySpread spread -> throw new IllegalStateException("a delay is not a failure: " + spread);
        };
    }

    private Vendor.Served serve(Call call, Vendor.Operation operation) {
        Vendor.Served served;
        try {
            served = operation.run();
        } catch (RuntimeException defect) {
            log.atError()
                    .setCause(defect)
                    .addKeyValue("route", operation.template())
                    .log("sandbox defect");
            served = new Vendor.Served(vendor.serverError(500), 0, false);
        }
        instruments.counters().count(call.method(), served);
        return served;
    }

    private RequestLog.Entry entry(Call call, Vendor.Operation operation, int status, int cost, Strike strike) {
        String fault =
                strike.failure() == null ? "" : strike.failure().getClass().getSimpleName();
        return new RequestLog.Entry(clock.instant(), operation.template(), call.path(), status, cost, fault);
    }
}
