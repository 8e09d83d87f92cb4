package org.crmmigration.reconcile.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.reconcile.ledger.History.Deed;
import org.jspecify.annotations.Nullable;

/** Reads what was done object by object, in one pass and constant memory. */
final class Histories implements Database.RowReader {

    private static final String ALL = """
            SELECT object, run, phase, action, status, crm_id, command_offset, imaged FROM work
            WHERE phase < 90 AND action IS NOT NULL ORDER BY key_hash, object, length(run), run, phase""";

    private final Consumer<History> reader;
    private final List<Deed> deeds = new ArrayList<>();
    private @Nullable String object;

    private Histories(Consumer<History> reader) {
        this.reader = reader;
    }

    static void each(Database database, Consumer<History> reader) {
        Histories histories = new Histories(reader);
        database.each(ALL, histories);
        histories.hand();
    }

    @Override
    public void read(ResultSet row) throws SQLException {
        String next = row.getString(1);
        if (!next.equals(object)) {
            hand();
            object = next;
        }
        String status = row.getString(5);
        deeds.add(new Deed(
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                status == null ? null : Status.valueOf(status),
                row.getString(6),
                row.getLong(7),
                row.getInt(8) == 1));
    }

    private void hand() {
        if (object != null) {
            reader.accept(new History(ObjectKey.parse(object), List.copyOf(deeds)));
        }
        deeds.clear();
    }
}
