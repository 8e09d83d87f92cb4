package org.crmmigration.loader.http;

import org.crmmigration.loader.budget.AccountBudget;
import org.crmmigration.loader.port.CrmFault;

/**
 * Repeats what is safe to repeat. A refusal for its rate is no failure: the budget holds the whole account and the
 * request queues again. What did not leave, and what may be sent twice, is repeated a bounded number of times.
 */
final class Retrying implements ApiTransport {

    private final ApiTransport next;
    private final AccountBudget budget;
    private final Backoff backoff;
    private final int attempts;
    private final Sleeper sleeper;

    Retrying(ApiTransport next, AccountBudget budget, Backoff backoff, int attempts, Sleeper sleeper) {
        this.next = next;
        this.budget = budget;
        this.backoff = backoff;
        this.attempts = attempts;
        this.sleeper = sleeper;
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        int failures = 0;
        while (true) {
            try {
                return next.send(request);
            } catch (CrmFault.RateLimited refusal) {
                budget.refused(refusal);
            } catch (CrmFault fault) {
                if (++failures >= attempts || !repeatable(request, fault)) {
                    throw fault;
                }
                sleeper.pause(backoff.pause(failures));
            }
        }
    }

    private static boolean repeatable(ApiRequest request, CrmFault fault) {
        return switch (fault) {
            case CrmFault.NotSent _ -> !Attempt.missedStart(fault);
            case CrmFault.OutcomeUnknown _ -> request.repeatable();
            case CrmFault.RateLimited _, CrmFault.Rejected _, CrmFault.Park _, CrmFault.Unavailable _ -> false;
        };
    }
}
