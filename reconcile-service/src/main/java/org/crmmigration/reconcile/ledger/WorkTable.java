package org.crmmigration.reconcile.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.crmmigration.messaging.command.CommandMessage.ObjectCommand;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.crmmigration.reconcile.ledger.PhaseStanding.Checks;
import org.crmmigration.reconcile.ledger.Work.Result;
import org.crmmigration.reconcile.ledger.Work.Wanted;
import org.jspecify.annotations.Nullable;

/** Keeps one row for each object in each phase of a run. */
final class WorkTable {

    private static final String LOAD = """
            SELECT action, hash, command_offset, status, outcome_hash, outcome_offset, at, calls, cost,
              fields, equal, explained, different, owner_unmatched, told
            FROM work WHERE run = ? AND phase = ? AND key_hash = ?""";
    private static final String SAVE_COMMAND = """
            INSERT INTO work (run, phase, key_hash, object, origins, action, hash, command_offset, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET origins = excluded.origins, action = excluded.action, hash = excluded.hash,
              command_offset = excluded.command_offset, state = excluded.state""";
    private static final String SAVE_OUTCOME = """
            INSERT INTO work (run, phase, key_hash, object, status, told, outcome_hash, outcome_offset, at, calls, cost,
              fields, equal, explained, different, different_fields, owner_unmatched, crm_id, imaged, ambiguous,
              cause_code, cause_message, cause_field, cause_parent, http_status, request_id, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET status = excluded.status, told = excluded.told, outcome_hash = excluded.outcome_hash,
              outcome_offset = excluded.outcome_offset, at = excluded.at, calls = excluded.calls, cost = excluded.cost,
              fields = excluded.fields, equal = excluded.equal, explained = excluded.explained,
              different = excluded.different, different_fields = excluded.different_fields,
              owner_unmatched = excluded.owner_unmatched, crm_id = excluded.crm_id, imaged = excluded.imaged, ambiguous = excluded.ambiguous,
              cause_code = excluded.cause_code, cause_message = excluded.cause_message,
              cause_field = excluded.cause_field, cause_parent = excluded.cause_parent,
              http_status = excluded.http_status, request_id = excluded.request_id, state = excluded.state""";
    private static final String FORGET_COMMANDS = """
            UPDATE work SET action = NULL, hash = NULL, command_offset = NULL, state = 7 WHERE run = ? AND phase = ?""";
    private static final String FORGET_ORIGINS =
            "DELETE FROM origin WHERE run = ?1 AND work IN (SELECT id FROM work WHERE run = ?1 AND phase = ?2)";
    private static final String ORIGIN = """
            INSERT OR IGNORE INTO origin
            SELECT ?1, ?2, id FROM work WHERE run = ?1 AND phase = ?3 AND key_hash = ?4""";

    private static final String EDIT = "INSERT OR REPLACE INTO edit VALUES (?, ?, ?, ?)";

    private final Database database;

    WorkTable(Database database) {
        this.database = database;
    }

    Work load(String run, int phase, ObjectKey key) {
        Work[] found = {Work.NONE};
        database.each(LOAD, row -> found[0] = work(row), run, phase, KeyHash.of(key.toString()));
        return found[0];
    }

    void command(ObjectCommand command, Work work) {
        Wanted wanted = work.wanted();
        if (wanted == null) {
            throw new IllegalArgumentException("a command was read for " + command.key() + " and is not there");
        }
        String object = command.key().toString();
        long hash = KeyHash.of(object);
        database.update(
                SAVE_COMMAND,
                command.run(),
                command.phase(),
                hash,
                object,
                String.join("\n", command.origins()),
                wanted.action(),
                wanted.hash(),
                wanted.offset(),
                work.state().rank());
        for (String origin : command.origins()) {
            database.update(ORIGIN, command.run(), KeyHash.of(origin), command.phase(), hash);
        }
    }

    void outcome(Outcome outcome, Work work) {
        Result result = work.result();
        if (result == null) {
            throw new IllegalArgumentException("an outcome was read for " + outcome.key() + " and is not there");
        }
        Cause cause = outcome.cause();
        String object = outcome.key().toString();
        database.update(
                SAVE_OUTCOME,
                outcome.run(),
                outcome.phase(),
                KeyHash.of(object),
                object,
                result.status().name(),
                result.told().name(),
                result.hash(),
                result.commandOffset(),
                result.at(),
                result.calls(),
                result.cost(),
                result.checks().fields(),
                result.checks().equal(),
                result.checks().explained(),
                result.checks().different(),
                outcome.attributes().get("different"),
                result.ownerUnmatched() ? 1 : 0,
                outcome.crmId(),
                hasImage(outcome) ? 1 : 0,
                "1".equals(outcome.attributes().get("severalMatches")) ? 1 : 0,
                cause == null ? null : cause.code(),
                cause == null ? null : cause.message(),
                cause == null ? null : cause.field(),
                cause == null ? null : cause.parent(),
                cause == null ? null : cause.httpStatus(),
                cause == null ? null : cause.requestId(),
                work.state().rank());
    }

    /** Whether values that stood before were overwritten: an object that was taken over as it is has an empty image. */
    private static boolean hasImage(Outcome outcome) {
        String image = outcome.beforeImage();
        return image != null && !image.equals("{}");
    }

    /** Where the values stand that a person changed; they themselves stay on the topic. */
    void edits(Outcome outcome, long ledgerOffset) {
        if (!outcome.edits().isEmpty() || outcome.status() == Status.CONFLICT) {
            database.update(
                    EDIT,
                    outcome.run(),
                    outcome.phase(),
                    KeyHash.of(outcome.key().toString()),
                    ledgerOffset);
        }
    }

    /** Before a phase is emitted again. */
    void forgetCommands(String run, int phase) {
        database.update(FORGET_COMMANDS, run, phase);
        database.update(FORGET_ORIGINS, run, phase);
    }

    private static Work work(ResultSet row) throws SQLException {
        return new Work(wanted(row), result(row));
    }

    private static @Nullable Wanted wanted(ResultSet row) throws SQLException {
        String action = row.getString(1);
        return action == null ? null : new Wanted(action, row.getString(2), row.getLong(3));
    }

    private static @Nullable Result result(ResultSet row) throws SQLException {
        String status = row.getString(4);
        return status == null
                ? null
                : new Result(
                        Status.valueOf(status),
                        Status.valueOf(row.getString(15)),
                        row.getString(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getDouble(9),
                        new Checks(row.getLong(10), row.getLong(11), row.getLong(12), row.getLong(13)),
                        row.getInt(14) == 1);
    }
}
