package org.crmmigration.sandbox.dynamics;

import org.crmmigration.sandbox.dynamics.refusal.ErrorCode;
import org.crmmigration.sandbox.dynamics.refusal.Refusal;

/** Published duplicate detection rules. The API leaves them out unless a request asks for them. */
final class DuplicateDetection {

    private static final String HEADER = "mscrm.suppressduplicatedetection";

    private DuplicateDetection() {}

    static void check(Environment environment, Draft draft) {
        if (!draft.context().header(HEADER).equals("false")) {
            return;
        }
        for (DuplicateRule rule : environment.settings().duplicateRules()) {
            RowIndex index = draft.tx().table(rule.table()).index(Environment.ruleIndex(rule));
            boolean hit = rule.table().equals(draft.table().logicalName())
                    && index != null
                    && index.like(draft.row()).stream().anyMatch(id -> !id.equals(draft.id()));
            if (hit) {
                throw Refusal.of(
                        environment.quirks().rows().duplicateDetectionStatus(),
                        ErrorCode.DUPLICATE_RECORDS_FOUND,
                        "A record was not created or updated because a duplicate of the current record already"
                                + " exists.");
            }
        }
    }
}
