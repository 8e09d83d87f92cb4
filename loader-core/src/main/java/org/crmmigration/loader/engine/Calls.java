package org.crmmigration.loader.engine;

import java.util.function.Supplier;
import org.crmmigration.loader.http.Attempt;
import org.crmmigration.loader.port.CrmFault;
import org.jspecify.annotations.Nullable;

/** Calls made on behalf of one command, under the lane's hold, and what they cost. Used by one thread at a time. */
final class Calls {

    private final LaneHold hold;
    private int calls;
    private double cost;
    private String lastFault = "unknown";
    private boolean answerLost;

    Calls(LaneHold hold) {
        this.hold = hold;
    }

    /** Calls made so far. */
    int count() {
        return calls;
    }

    /** What they cost, in the vendor's currency. */
    double cost() {
        return cost;
    }

    /** Whether the answer of a write that can be repeated was lost. */
    boolean answerLost() {
        return answerLost;
    }

    /** Remembers why a try was in vain. */
    void note(@Nullable CrmFault fault) {
        if (fault != null) {
            lastFault = fault.detail().message();
        }
    }

    /** Why the last try was in vain. */
    String lastFault() {
        return lastFault;
    }

    /** One try. */
    <T> T once(Attempt attempt, Supplier<T> step) {
        hold.pass();
        try {
            T result = attempt.run(step);
            hold.clear();
            return result;
        } catch (CrmFault.Rejected refused) {
            hold.clear();
            throw refused;
        } catch (CrmFault.OutcomeUnknown lost) {
            hold.unanswered(lost);
            throw lost;
        } catch (RuntimeException failure) {
            hold.probeEnded();
            throw failure;
        } finally {
            calls += attempt.calls();
            cost += attempt.cost();
            answerLost |= attempt.answerLost();
        }
    }

    /** Repeats as long as the CRM cannot be used; everything else is thrown. Only for what may be repeated. */
    <T> T patiently(Supplier<T> step) {
        return patiently(Attempt::free, step);
    }

    /** The same with a start window for each try. */
    <T> T patiently(Supplier<Attempt> tries, Supplier<T> step) {
        while (true) {
            try {
                return once(tries.get(), step);
            } catch (CrmFault fault) {
                holdOrThrow(fault);
            }
        }
    }

    /** Repeats until it succeeds, whatever the fault, holding the lane. Only for what may be repeated. */
    <T> T stubbornly(Supplier<T> step) {
        while (true) {
            try {
                return once(Attempt.free(), step);
            } catch (CrmFault fault) {
                hold.raise(fault);
            }
        }
    }

    /** Holds the lane when the CRM cannot be used at all; a fault of this call alone is thrown. */
    void holdOrThrow(CrmFault fault) {
        switch (fault) {
            case CrmFault.NotSent _ -> {
                if (!Attempt.missedStart(fault)) {
                    hold.raise(fault);
                }
            }
            case CrmFault.Unavailable _, CrmFault.RateLimited _ -> hold.raise(fault);
            case CrmFault.OutcomeUnknown _, CrmFault.Rejected _, CrmFault.Park _ -> throw fault;
        }
    }
}
