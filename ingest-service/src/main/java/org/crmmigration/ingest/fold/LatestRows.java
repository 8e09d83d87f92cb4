package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.Sql;
import org.crmmigration.messaging.value.Value;

/**
 * Rows of a kind of file where the latest row of a key is the record. What a row of an earlier export said in a column that
 * the latest row leaves empty is known to be nothing now.
 */
final class LatestRows {

    /** Columns that people empty, which are fields of the same name. */
    private static final List<String> EMPTIED = List.of(
            "amount",
            "close_date",
            "lost_reason",
            "source",
            "tags",
            "notes",
            "location_url",
            "host_name",
            "attendee_phone",
            "earned",
            "reserve",
            "due",
            "paid");

    private final Session session;
    private final Reader reader;
    private final List<StagedRow> group = new ArrayList<>();
    private boolean records = true;

    LatestRows(Session session, Reader reader) {
        this.session = session;
        this.reader = reader;
    }

    /** Makes a record of a row. */
    interface Reader {
        /** Keeps the record; answers the rule that the row breaks, if it cannot be one. */
        Optional<Rule> read(StagedRow latest, LatestRows rows);
    }

    /** The latest row and the draft it fills. */
    Intake intake(StagedRow row, Draft draft) {
        for (String column : EMPTIED) {
            if (row.file().column(column) >= 0
                    && Cells.text(row.cell(column)).isEmpty()
                    && group.stream().anyMatch(before -> saidEarlier(before, row, column))) {
                draft.fields().put(column, Value.NOTHING);
            }
        }
        return new Intake(row, draft, session.findings(row));
    }

    /** Whether the record of the rows at hand has vanished. */
    boolean gone(Presence presence) {
        return presence.gone(group);
    }

    /** As {@link #run}, but the reader itself says which of the latest rows are records. */
    void runWithoutRecords(FileKind kind) {
        records = false;
        run(kind);
    }

    void run(FileKind kind) {
        session.sql()
                .each(
                        "select " + StagedRow.COLUMNS + " from staged where kind = ? order by key, id",
                        this::take,
                        kind.name());
        close();
    }

    private void take(Sql.Rows next) {
        StagedRow row = StagedRow.of(session.files(), next);
        if (!group.isEmpty() && !group.getFirst().key().equals(row.key())) {
            close();
        }
        group.add(row);
    }

    private void close() {
        if (group.isEmpty()) {
            return;
        }
        StagedRow.sort(group);
        StagedRow latest = group.getLast();
        Optional<Rule> broken = reader.read(latest, this);
        for (StagedRow row : group) {
            if (broken.isPresent()) {
                session.state(row, RowState.REJECTED, broken.get().name());
            } else if (row.equals(latest)) {
                if (records) {
                    session.state(row, RowState.RECORD, "");
                }
            } else {
                boolean same = row.digest() == latest.digest();
                session.state(row, same ? RowState.REPEATED : RowState.MERGED, "a later row counts");
            }
        }
        group.clear();
    }

    private static boolean saidEarlier(StagedRow before, StagedRow row, String column) {
        return before.file().export() != row.file().export()
                && Cells.text(before.cell(column)).isPresent();
    }
}
