package org.crmmigration.loader.port;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a call did not succeed, by what may be done next. Messages hold no personal data and no credentials. */
public abstract sealed class CrmFault extends RuntimeException {

    private final Detail detail;

    private CrmFault(Detail detail, @Nullable Throwable cause) {
        super(detail.message(), cause);
        this.detail = detail;
    }

    /** What the CRM said. */
    public Detail detail() {
        return detail;
    }

    /**
     * What the CRM said, without personal data.
     *
     * @param code a word that groups causes, for example {@code validation}, {@code not-found}, {@code plan-limit}
     * @param message for people: what failed and what to do
     * @param httpStatus null when there was no answer
     * @param requestId the CRM's own id of the call
     * @param field the field the CRM named
     */
    public record Detail(
            String code,
            String message,
            @Nullable Integer httpStatus,
            @Nullable String requestId,
            @Nullable String field) {

        /** Code and message only. */
        public static Detail of(String code, String message) {
            return new Detail(code, message, null, null, null);
        }
    }

    /** The server never saw the request (connection refused, DNS, TLS): always safe to repeat. */
    public static final class NotSent extends CrmFault {
        /** With the network's own words as cause. */
        public NotSent(Detail detail, @Nullable Throwable cause) {
            super(detail, cause);
        }
    }

    /** Refused for its rate, not executed: repeat after the delay. */
    public static final class RateLimited extends CrmFault {
        private final @Nullable Duration retryAfter;
        private final Scope scope;

        /** What ran out. */
        public enum Scope {
            /** A short window; over in seconds. */
            WINDOW,
            /** The day's budget; nothing goes before its reset. */
            DAY,
            /** The account or address is blocked for ignoring limits; hold still. */
            BLOCKED
        }

        /** With the server's own delay, when it named one. */
        public RateLimited(Detail detail, Scope scope, @Nullable Duration retryAfter) {
            super(detail, null);
            this.scope = scope;
            this.retryAfter = retryAfter;
        }

        /** What ran out. */
        public Scope scope() {
            return scope;
        }

        /** The server's own delay. */
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Sent, and nobody knows whether it took effect (time-out, reset, 5xx): look before repeating what is not repeatable. */
    public static final class OutcomeUnknown extends CrmFault {
        /** With the network's own words as cause. */
        public OutcomeUnknown(Detail detail, @Nullable Throwable cause) {
            super(detail, cause);
        }
    }

    /** Refused for what it says: never repeat it as it is. */
    public static final class Rejected extends CrmFault {
        /** With the reason. */
        public Rejected(Detail detail) {
            super(detail, null);
        }

        /** Whether the object named by id is not there (any more). */
        public boolean gone() {
            return "not-found".equals(detail().code());
        }
    }

    /**
     * Not to be written as things stand in the account or by the customer's own choice (an owner who is no user, say): the
     * object is set aside with this code and may be retried once a person has acted. Nothing was written.
     */
    public static final class Park extends CrmFault {
        /** With what has to happen before a retry. */
        public Park(Detail detail) {
            super(detail, null);
        }
    }

    /** The CRM or the account cannot be used now (maintenance, credentials, account closed): the lane holds still. */
    public static final class Unavailable extends CrmFault {
        private final boolean needsAdmin;
        private final @Nullable Instant until;

        /** needsAdmin when waiting will not help: credentials, permissions, payment. */
        public Unavailable(Detail detail, boolean needsAdmin, @Nullable Instant until, @Nullable Throwable cause) {
            super(detail, cause);
            this.needsAdmin = needsAdmin;
            this.until = until;
        }

        /** Whether a person has to do something. */
        public boolean needsAdmin() {
            return needsAdmin;
        }

        /** When it may work again, if the server said so. */
        public @Nullable Instant until() {
            return until;
        }
    }
}
