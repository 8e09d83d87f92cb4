package org.crmmigration.messaging.record;

import org.jspecify.annotations.Nullable;

/**
 * Something about the data that a person should know.
 *
 * @param rule the rule's id, for example {@code C02}
 * @param file the file as handed in; empty when the finding is about the whole export
 * @param row physical row counted from 1; 0 when it is about the file
 * @param column the column's header as it stands in the file; empty when it is about the row
 * @param message what is wrong, naming columns and classes of values, never a value
 * @param advice what to do about it
 */
public record Finding(
        String export,
        String rule,
        Severity severity,
        String file,
        long row,
        String column,
        @Nullable String sourceKey,
        String message,
        String advice) {

    /** FATAL rejects the file, ERROR quarantines the row, WARN loads and flags, INFO counts only. */
    public enum Severity {
        FATAL,
        ERROR,
        WARN,
        INFO
    }
}
