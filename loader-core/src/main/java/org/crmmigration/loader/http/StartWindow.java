package org.crmmigration.loader.http;

import java.time.Clock;
import org.crmmigration.loader.port.CrmFault;

/**
 * The last check before a writing request leaves: not later than its intent allows, so that an owner who slept through a
 * takeover starts nothing. Notes whether a request that cannot be repeated may have had an effect.
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
        attempt.requireStart(clock.instant());
        if (request.repeatable()) {
            return next.send(request);
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
}
