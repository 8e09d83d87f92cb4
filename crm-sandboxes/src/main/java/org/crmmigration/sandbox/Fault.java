package org.crmmigration.sandbox;

import java.time.Duration;

/** What can go wrong between a client and a CRM. The words are shared by all sandboxes. */
public sealed interface Fault {

    /** The service fails before it did anything. */
    record ErrorBeforeEffect(int status) implements Fault {}

    /** The service did what it was asked and then fails; the client sees the given status. */
    record ErrorAfterCommit(int status) implements Fault {}

    /** The service did what it was asked; the connection closes without an answer. */
    record DropAfterCommit() implements Fault {}

    /** The connection closes before anything was done. */
    record ResetBeforeEffect() implements Fault {}

    /** The answer comes late by a fixed time. */
    record Latency(Duration delay) implements Fault {}

    /** The answer comes late by a time drawn from a distribution with these percentiles, linear in between. */
    record LatencySpread(Duration p50, Duration p95, Duration p99) implements Fault {}

    /** Nothing is done and nothing is answered for so long; then the connection closes. */
    record Stall(Duration until) implements Fault {}

    /** The vendor's rate limit answer, whatever the windows say. */
    record RateLimitStorm() implements Fault {}

    /** The vendor's edge answers 403 with a web page. */
    record HtmlForbidden() implements Fault {}

    /** An error only this vendor has, by the name its sandbox gives it; nothing is done. */
    record VendorError(String name) implements Fault {}
}
