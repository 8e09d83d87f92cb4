package org.crmmigration.ingest.finding;

import org.crmmigration.messaging.record.Finding.Severity;
import org.jspecify.annotations.Nullable;

/** Takes findings while an export is read and folded. */
public interface Findings {

    /** Nobody wants to know: rows of earlier exports were reported when they were handed in. */
    Findings NONE = (rule, severity, where, sourceKey, detail) -> {};

    /**
     * Takes a finding.
     *
     * @param detail completes the rule's message; empty when there is nothing to add; never a value of the data
     */
    void add(Rule rule, Severity severity, Where where, @Nullable String sourceKey, String detail);

    /** Takes a finding at the rule's own severity. */
    default void add(Rule rule, Where where, @Nullable String sourceKey, String detail) {
        add(rule, rule.severity(), where, sourceKey, detail);
    }

    /**
     * Where something was found.
     *
     * @param file empty for the export as a whole
     * @param row the physical line at which the row begins, 0 for the file as a whole
     * @param column the header as it stands in the file, empty for the row as a whole
     */
    record Where(String file, long row, String column) {

        /** The export as a whole. */
        public static final Where EXPORT = new Where("", 0, "");

        /** A file as a whole. */
        public static Where file(String file) {
            return new Where(file, 0, "");
        }
    }
}
