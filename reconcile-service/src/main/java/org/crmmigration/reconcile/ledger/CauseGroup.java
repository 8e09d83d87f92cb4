package org.crmmigration.reconcile.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cause and how many objects it stopped.
 *
 * @param message what was said of one of them, cleared of personal data
 * @param examples up to five objects
 * @param httpStatus of the first example, when the CRM answered
 * @param requestId the CRM's own id of that call, for its support
 * @param advice what to do
 */
public record CauseGroup(
        String status,
        String code,
        long count,
        String message,
        List<String> examples,
        @Nullable Integer httpStatus,
        @Nullable String requestId,
        String advice) {

    CauseGroup(String status, String code, long count, String message, List<String> examples) {
        this(status, code, count, message, examples, null, null, Advice.of(code));
    }

    boolean holds(Stuck stuck) {
        return stuck.status().equals(status) && stuck.code().equals(code);
    }

    CauseGroup with(List<Stuck> stuck) {
        List<String> objects = stuck.stream().map(Stuck::object).toList();
        Stuck first = stuck.isEmpty() ? null : stuck.getFirst();
        return new CauseGroup(
                status,
                code,
                count,
                message,
                objects,
                first == null ? null : first.httpStatus(),
                first == null ? null : first.requestId(),
                advice);
    }
}
