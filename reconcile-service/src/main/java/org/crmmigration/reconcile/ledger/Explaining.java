package org.crmmigration.reconcile.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.crmmigration.reconcile.ledger.Explanation.LeftOut;
import org.crmmigration.reconcile.ledger.Explanation.Made;
import org.crmmigration.reconcile.ledger.Explanation.Source;

/** Follows a key both ways: a source key to the objects it became, a crm id back to the rows it came from. */
final class Explaining {

    private static final String MADE =
            "SELECT w.run, w.phase, w.object, w.action, w.status, w.crm_id, w.cause_code, w.cause_message, w.calls, w.at, w.origins";
    private static final String BY_ORIGIN =
            MADE + " FROM origin o JOIN work w ON w.id = o.work WHERE o.key_hash = ? ORDER BY w.at, w.phase";
    private static final String BY_OBJECT = MADE
            + " FROM work w WHERE w.crm_id = ?1 OR w.object = ?1 OR substr(w.object, instr(w.object, '|') + 1) = ?1"
            + " ORDER BY w.at, w.phase";
    private static final String SOURCES = "SELECT export, source_key, kind, change, origin_rows FROM record"
            + " WHERE key_hash = ? ORDER BY length(export), export";
    private static final String LEFT_OUT = """
            SELECT x.run, x.reason, e.explanation
            FROM excluded x JOIN exclusion e ON e.run = x.run AND e.kind = x.kind AND e.reason = x.reason
            WHERE x.key_hash = ?""";

    private final Database database;

    Explaining(Database database) {
        this.database = database;
    }

    Explanation explain(String key) {
        Set<String> sources = new LinkedHashSet<>(List.of(key));
        Set<Made> made = new LinkedHashSet<>();
        Database.RowReader collect = row -> {
            made.add(made(row));
            String origins = row.getString(11);
            if (origins != null) {
                origins.lines().forEach(sources::add);
            }
        };
        database.each(BY_ORIGIN, collect, KeyHash.of(key));
        database.each(BY_OBJECT, collect, key);
        return new Explanation(
                key,
                sources.stream().flatMap(source -> sources(source).stream()).toList(),
                database.list(
                        LEFT_OUT,
                        row -> new LeftOut(row.getString(1), key, row.getString(2), row.getString(3)),
                        KeyHash.of(key)),
                List.copyOf(made));
    }

    private List<Source> sources(String key) {
        return database.list(
                SOURCES,
                row -> new Source(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5).lines().toList()),
                KeyHash.of(key));
    }

    private static Made made(ResultSet row) throws SQLException {
        long at = row.getLong(10);
        return new Made(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getLong(9),
                at == 0 ? null : Instant.ofEpochMilli(at));
    }
}
