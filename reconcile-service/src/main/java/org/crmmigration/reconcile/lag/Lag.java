package org.crmmigration.reconcile.lag;

/**
 * How many offsets a stage is behind the end of the topic it reads. Transaction markers count as offsets, so a finished
 * stage may show a few; commands against outcomes are what progress is measured by.
 *
 * @param stage {@code mapping} reads records, {@code loader} commands, {@code reconcile} all four topics
 */
public record Lag(String migration, String destination, String stage, long records) {}
