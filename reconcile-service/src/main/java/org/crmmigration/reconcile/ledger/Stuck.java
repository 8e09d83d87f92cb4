package org.crmmigration.reconcile.ledger;

import org.jspecify.annotations.Nullable;

/** One object that failed or is parked. */
public record Stuck(
        int phase,
        String object,
        String status,
        String code,
        String message,
        @Nullable String field,
        @Nullable String parent,
        @Nullable Integer httpStatus,
        @Nullable String requestId,
        long calls) {}
