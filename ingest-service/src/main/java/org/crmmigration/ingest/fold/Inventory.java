package org.crmmigration.ingest.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.crmmigration.ingest.column.FileKind;
import org.crmmigration.ingest.normal.Catalogue;
import org.crmmigration.ingest.normal.Cells;
import org.crmmigration.ingest.stage.RowState;

/** Files that help to read the others, or are handed on to people, and lead to no record: catalogues and the worksheet. */
final class Inventory {

    private final Session session;

    Inventory(Session session) {
        this.session = session;
    }

    /** The account's tags or lists of the latest catalogue, by the word in its column {@code what}. */
    static Catalogue catalogue(
            org.crmmigration.ingest.stage.Sql sql, java.util.Map<Long, FileView> files, String what) {
        List<String> names = new ArrayList<>();
        sql.each(
                "select " + StagedRow.COLUMNS + " from staged where kind = 'CATALOGUE' and file >= "
                        + "(select min(id) from file where export = (select max(export) from file f join staged s"
                        + " on s.file = f.id where s.kind = 'CATALOGUE')) order by id",
                next -> {
                    StagedRow row = StagedRow.of(files, next);
                    if (Cells.clean(row.cell("what")).startsWith(what)) {
                        Optional.of(Cells.clean(row.cell("name")))
                                .filter(name -> !name.isEmpty())
                                .ifPresent(names::add);
                    }
                });
        return new Catalogue(names);
    }

    /** Accounts for the rows. */
    void run() {
        account(FileKind.CATALOGUE, "compared with only");
        account(FileKind.INVENTORY, "inventory, nothing to migrate");
    }

    private void account(FileKind kind, String reason) {
        session.sql()
                .each(
                        "select " + StagedRow.COLUMNS + " from staged where kind = ? order by id",
                        next -> session.state(StagedRow.of(session.files(), next), RowState.EXCLUDED, reason),
                        kind.name());
    }
}
