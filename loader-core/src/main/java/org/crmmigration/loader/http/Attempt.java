package org.crmmigration.loader.http;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Supplier;
import org.crmmigration.loader.port.CrmFault;
import org.jspecify.annotations.Nullable;

/**
 * One step of work on one object: the leave it needs to write, what it spent, and whether it may have had an effect. Bound
 * to the thread on which a vendor's client makes its calls; a client makes them on the thread it was called on.
 */
public final class Attempt {

    /** Code of the {@link CrmFault.NotSent} that says the start window was over. */
    public static final String START_WINDOW = "start-window";

    private static final ScopedValue<Attempt> CURRENT = ScopedValue.newInstance();

    private final @Nullable Leave leave;
    private final AtomicInteger calls = new AtomicInteger();
    private final DoubleAdder cost = new DoubleAdder();
    private volatile boolean effectPossible;
    private volatile boolean answerLost;
    private @Nullable Instant latestStart;

    private Attempt(@Nullable Leave leave) {
        this.leave = leave;
    }

    /** What has to be committed before anything is written. */
    @FunctionalInterface
    public interface Leave {

        /** Commits it, and says until when a request may start on its strength. */
        Instant take();
    }

    /** A step that may start whenever it likes. */
    public static Attempt free() {
        return new Attempt(null);
    }

    /**
     * A step that takes leave when a request that writes is about to start, after all waiting, and again when that has run
     * out in the meantime; so what waits long for its turn commits nothing meanwhile.
     */
    public static Attempt under(Leave leave) {
        return new Attempt(leave);
    }

    /** The step this thread works on. */
    public static Optional<Attempt> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Whether a fault only says that the start window was over. */
    public static boolean missedStart(CrmFault fault) {
        return fault instanceof CrmFault.NotSent && fault.detail().code().equals(START_WINDOW);
    }

    /** Works on this step. */
    public <T> T run(Supplier<T> step) {
        return ScopedValue.where(CURRENT, this).call(step::get);
    }

    /** Calls made. */
    public int calls() {
        return calls.get();
    }

    /** What they cost, in the vendor's currency. */
    public double cost() {
        return cost.sum();
    }

    /** Whether a request that cannot be repeated may have been executed. */
    public boolean effectPossible() {
        return effectPossible;
    }

    /** Whether the answer of a writing request that can be repeated was lost. */
    public boolean answerLost() {
        return answerLost;
    }

    /** Adds a call. */
    void spend(double amount) {
        calls.incrementAndGet();
        cost.add(amount);
    }

    /** Takes leave for a request that writes; refuses to start when even that is over already. */
    void start(Clock clock) {
        if (leave == null) {
            return;
        }
        if (latestStart == null || clock.instant().isAfter(latestStart)) {
            latestStart = leave.take();
        }
        if (clock.instant().isAfter(latestStart)) {
            throw new CrmFault.NotSent(
                    CrmFault.Detail.of(START_WINDOW, "the start window of the intent was over"), null);
        }
    }

    /** Notes that the CRM may still be executing what can be repeated. */
    void loseAnswer() {
        answerLost = true;
    }

    /** Notes that the CRM may have executed what cannot be repeated. */
    void mayHaveEffect() {
        effectPossible = true;
    }
}
