package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.ingest.stage.Sql;

/** Rows of a kind of file where the latest row of a key is the record. */
final class LatestRows {

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
        Optional<Rule> read(StagedRow row, Intakes intakes);
    }

    /** Opens rows. */
    interface Intakes {
        /** A row and the draft it fills. */
        Intake of(StagedRow row, Draft draft);
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
        StagedRow latest = group.getLast();
        Optional<Rule> broken = reader.read(latest, (row, draft) -> new Intake(row, draft, session.findings(row)));
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
}
