package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.crmmigration.ingest.conflict.ConflictKind;
import org.crmmigration.ingest.stage.Lines;
import org.crmmigration.ingest.stage.Sql;

/** The queue of conflicts as one export fills it. */
final class ConflictRows {

    private final Sql sql;
    private final long export;

    ConflictRows(Sql sql, long export) {
        this.sql = sql;
        this.export = export;
    }

    /** Puts a conflict into the queue, or opens it again; what was to choose from stays. */
    void put(
            String id,
            ConflictKind kind,
            String subject,
            List<String> choices,
            Set<String> sourceKeys,
            List<String> places,
            List<String> columns) {
        sql.run(
                """
                insert into conflict (id, kind, subject, members, source_keys, places, columns, first_export, last_export,
                  open) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                on conflict (id) do update set open = 1, last_export = excluded.last_export, places = excluded.places,
                  columns = excluded.columns,
                  members = case when members = '' then excluded.members else members end
                """,
                id,
                kind.name(),
                subject,
                Lines.join(choices),
                Lines.join(List.copyOf(sourceKeys)),
                Lines.join(places),
                Lines.join(columns),
                export,
                export);
    }

    /** Titles of the columns in which rows of one header differ. */
    static List<String> differing(List<String> titles, List<List<String>> rows, boolean oneHeader) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; oneHeader && i < titles.size(); i++) {
            int column = i;
            if (rows.stream().map(cells -> cells.get(column)).distinct().count() > 1) {
                columns.add(titles.get(i));
            }
        }
        return columns;
    }
}
