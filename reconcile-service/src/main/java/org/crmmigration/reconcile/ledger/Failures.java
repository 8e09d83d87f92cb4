package org.crmmigration.reconcile.ledger;

import java.util.List;

/** Asks a ledger file for what failed or is parked in a run. */
record Failures(Database database) {

    private static final String CAUSES = """
            SELECT status, COALESCE(cause_code, ''), count(*), min(COALESCE(cause_message, ''))
            FROM work WHERE run = ? AND state IN (5, 6) GROUP BY 1, 2 ORDER BY 3 DESC, 2""";
    private static final String STUCK = """
            SELECT phase, object, status, COALESCE(cause_code, ''), COALESCE(cause_message, ''), cause_field, cause_parent,
              http_status, request_id, calls
            FROM work WHERE run = ?1 AND state IN (5, 6) AND (?2 = '' OR cause_code = ?2)
            ORDER BY phase, object LIMIT ?3 OFFSET ?4""";
    private static final String STUCK_OBJECTS =
            "SELECT DISTINCT object FROM work WHERE run = ?1 AND state IN (5, 6) AND object LIKE '%|' || ?2";

    /** Objects of a run that failed or are parked, grouped by cause, with up to five examples each. */
    List<CauseGroup> causes(String run) {
        return database
                .list(
                        CAUSES,
                        row -> new CauseGroup(
                                row.getString(1), row.getString(2), row.getLong(3), row.getString(4), List.of()),
                        run)
                .stream()
                .map(group -> group.with(stuck(run, group.code(), 100, 0).stream()
                        .filter(group::holds)
                        .limit(5)
                        .toList()))
                .toList();
    }

    /** Objects of a run that failed or are parked, one by one. An empty code is every code. */
    List<Stuck> stuck(String run, String code, int limit, long offset) {
        return database.list(
                STUCK,
                row -> new Stuck(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        (Integer) row.getObject(8),
                        row.getString(9),
                        row.getLong(10)),
                run,
                code,
                limit,
                offset);
    }

    /** Objects of a source key that failed or are parked in a run. */
    List<String> stuckObjects(String run, String sourceKey) {
        return database.list(STUCK_OBJECTS, row -> row.getString(1), run, sourceKey).stream()
                .filter(object -> object.endsWith("|" + sourceKey))
                .toList();
    }
}
