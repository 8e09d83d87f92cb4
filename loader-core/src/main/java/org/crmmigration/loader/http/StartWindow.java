package org.crmmigration.loader.http;

import java.time.Clock;
import org.crmmigration.loader.port.CrmFault;

/**
 * The last step before a writing request leaves: its intent is committed, or the lane proven to be ours, and it starts not
 * later than that allows, so that an owner who slept through a takeover starts nothing. Notes whether a request that cannot be repeated may have had an effect.
 */
final class StartWindow implements ApiTransport {

    private final ApiTransport next;
    private final Clock clock;

    StartWindow(ApiTransport next, Clock clock) {
        this.next = next;
        this.clock = clock;
    }

    @Override
    public ApiResponse send(ApiRequest request) {
        if (request.method().equals("GET")) {
            return next.send(request);
        }
        Attempt attempt = Attempt.current().orElseGet(Attempt::free);
        attempt.start(clock);
        if (request.repeatable()) {
            return sendRepeatable(request, attempt);
        }
        boolean effectPossible = true;
        try {
            return next.send(request);
        } catch (CrmFault fault) {
            effectPossible = switch (fault) {
                case CrmFault.OutcomeUnknown _ -> true;
                case CrmFault.NotSent _,
                        CrmFault.RateLimited _,
                        CrmFault.Rejected _,
                        CrmFault.Park _,
                        CrmFault.Unavailable _ -> false;
            };
            throw fault;
        } finally {
            if (effectPossible) {
                attempt.mayHaveEffect();
            }
        }
    }

    private ApiResponse sendRepeatable(ApiRequest request, Attempt attempt) {
        try {
            return next.send(request);
        } catch (CrmFault.OutcomeUnknown lost) {
            attempt.loseAnswer();
            throw lost;
        }
    }
}
