package org.crmmigration.ingest.fold;

import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;

/** Which subscriptions earlier exports showed as running, so that what was made of them then is not left open. */
final class EarlierStates {

    private final Session session;
    private final SubscriptionRow reader;
    private final long until;

    EarlierStates(Session session, SubscriptionRow reader) {
        this.session = session;
        this.reader = reader;
        this.until = session.files().values().stream()
                .filter(file ->
                        file.export() < session.export() && file.header().kind() == FileKind.TRANSACTIONS)
                .mapToLong(file -> file.exportedAt().toEpochMilli())
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** Up to when earlier exports knew transactions, in milliseconds of the epoch; the smallest number if none did. */
    long until() {
        return until;
    }

    static boolean running(String status) {
        return status.equals("active") || status.equals("past_due");
    }

    /**
     * Whether a subscription ran when an earlier export was made.
     *
     * @param row of its file, if it has one, which then counts for more than its payments
     * @param before its payments up to {@link #until}
     */
    boolean ran(String id, Optional<StagedRow> row, Timeline before) {
        return row.isPresent() ? stated(id) : running(before.status());
    }

    private boolean stated(String id) {
        boolean[] ran = new boolean[1];
        session.sql()
                .each(
                        "select " + StagedRow.COLUMNS + " from staged where kind = 'SUBSCRIPTIONS' and key = ?",
                        found -> {
                            StagedRow row = StagedRow.of(session.files(), found);
                            ran[0] |= row.file().export() < session.export()
                                    && reader.status(row, new Timeline())
                                            .filter(EarlierStates::running)
                                            .isPresent();
                        },
                        id);
        return ran[0];
    }
}
