package org.crmmigration.ingest.fold;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.crmmigration.ingest.finding.Rule;
import org.crmmigration.ingest.stage.RowState;
import org.crmmigration.messaging.record.Finding.Severity;

/** What becomes of the rows of one contact: the first is its record, the others are merged or repeated (C03). */
final class ContactRowStates {

    private final Session session;

    ContactRowStates(Session session) {
        this.session = session;
    }

    /** Gives the rows their states and says which of them stand for a contact that was there already. */
    void put(String sourceKey, List<StagedRow> rows, boolean leftBehind) {
        Set<Long> seen = new HashSet<>();
        boolean first = true;
        String file = "";
        for (StagedRow row : rows) {
            if (!session.states().current(row.file().id())) {
                continue;
            }
            boolean again = !seen.add(row.digest());
            if (leftBehind) {
                session.state(row, RowState.EXCLUDED, "deleted in Kartra");
            } else if (again) {
                session.state(row, RowState.REPEATED, "");
            } else {
                session.state(row, first ? RowState.RECORD : RowState.MERGED, "");
            }
            if (!first) {
                boolean inside = row.file().name().equals(file);
                Severity severity = inside ? Severity.WARN : Severity.INFO;
                session.allFindings()
                        .add(
                                Rule.C03,
                                severity,
                                row.where("email"),
                                sourceKey,
                                inside ? "in one file" : "in two files");
            }
            first = false;
            file = row.file().name();
        }
    }
}
