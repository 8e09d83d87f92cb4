package org.crmmigration.sandbox;

/** What a vendor's package gives to the shared server: its operations and the face of its failures. */
public interface Vendor {

    /** The operation a call means; a call that means nothing is an operation that refuses. */
    Operation route(Call call);

    /** What this vendor's clients see when the service itself fails with the given status (5xx). */
    Reply serverError(int status);

    /** What this vendor's clients see when they come too fast. */
    Reply rateLimited();

    /** What this vendor's clients see when its edge has had enough of them; not JSON. */
    Reply blocked();

    /** What this vendor's clients see when it fails in a way of its own. */
    default Reply namedError(String name) {
        throw new IllegalArgumentException("this vendor has no error called '" + name + "'");
    }

    /** One call, matched and ready to run. */
    interface Operation {

        /** Method and path template, for example {@code GET /api/v2/persons/{id}}; the name in counters and fault rules. */
        String template();

        /** Authenticates, charges, executes. The effect is durable in the journal before this returns. */
        Served run();
    }

    /**
     * An answer and its price.
     *
     * @param cost what the call used of the vendor's own currency
     * @param throttled whether a limit of the vendor refused the call
     */
    record Served(Reply reply, int cost, boolean throttled) {}
}
