package org.crmmigration.ingest.fold;

import java.util.Arrays;
import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;

/** Which subscriptions earlier exports showed as running, so that what was made of them then is not left open. */
final class EarlierStates {

    private final Session session;
    private final SubscriptionRow reader;
    private final long[] times;

    EarlierStates(Session session, SubscriptionRow reader) {
        this.session = session;
        this.reader = reader;
        this.times = session.files().values().stream()
                .filter(file ->
                        file.export() < session.export() && file.header().kind() == FileKind.TRANSACTIONS)
                .mapToLong(file -> file.exportedAt().toEpochMilli())
                .toArray();
    }

    /** Whether an earlier export knew the first of two moments and not the second, in milliseconds of the epoch. */
    boolean exportedBetween(long first, long second) {
        return Arrays.stream(times).anyMatch(time -> first <= time && time < second);
    }

    /**
     * Whether a subscription ran when an earlier export was made.
     *
     * @param row of its file, if it has one, which then counts for more than its payments
     * @param paid whether it ran by its payments
     */
    boolean ran(String id, Optional<StagedRow> row, boolean paid) {
        return row.isPresent() ? stated(id) : paid;
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
                                            .filter(SubscriptionRow::running)
                                            .isPresent();
                        },
                        id);
        return ran[0];
    }
}
