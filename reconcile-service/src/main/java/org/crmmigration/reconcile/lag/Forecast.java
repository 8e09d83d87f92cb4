package org.crmmigration.reconcile.lag;

import java.time.Instant;

/**
 * When a run will have come to its end, verification included.
 *
 * @param at when this was worked out
 * @param p50 as likely before as after
 * @param p90 nine times of ten before
 * @param commands commands that are left, those of phases not yet mapped guessed from the source's records
 * @param calls API calls they will take
 * @param cost in the vendor's own currency
 */
public record Forecast(String run, Instant at, Instant p50, Instant p90, long commands, long calls, double cost) {}
