package org.crmmigration.loader.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.crmmigration.loader.view.ObjectState.Answer;
import org.crmmigration.loader.view.ObjectState.OpenIntent;
import org.crmmigration.messaging.ledger.LedgerMessage.Cause;
import org.crmmigration.messaging.ledger.LedgerMessage.Intent;
import org.crmmigration.messaging.ledger.LedgerMessage.Operation;
import org.crmmigration.messaging.ledger.LedgerMessage.Outcome;
import org.crmmigration.messaging.ledger.LedgerMessage.Status;
import org.crmmigration.messaging.value.ObjectKey;
import org.jspecify.annotations.Nullable;

/** The rows of a view: SQL in, states out. Not thread-safe. */
final class ObjectRows {

    /** Outcome attribute: comma-separated fields a person changed. */
    static final String CONFLICTS = "conflicts";

    /** Outcome attribute: keys of what an object refers to that was kept in a rollback, one a line. */
    static final String NEEDS = "needs";

    /** Changes with the tables; a view of another layout is rebuilt. */
    static final String LAYOUT = "layout 3";

    static final List<String> SCHEMA = List.of(
            """
            create table if not exists objects (
              key text primary key,
              crm_id text, confirmed_hash text, confirmed_offset integer not null default -1,
              written text, before_image text, conflicts text,
              run text, phase integer, status text, operation text, payload_hash text, command_offset integer,
              cause_code text, cause_message text, cause_http integer, cause_request text, cause_field text,
              cause_parent text,
              intent text, intent_attempt integer, intent_hash text, intent_floor text, intent_at integer,
              intent_deadline integer, intent_owner text)
            """,
            "create table if not exists needed (run text, parent text, child text, primary key (run, parent)) without rowid",
            "create index if not exists in_doubt on objects (key) where intent is not null",
            "create table if not exists meta (name text primary key, value text)");

    static final String FIND = "select * from objects where key = ?";
    static final String IN_DOUBT = "select key from objects where intent is not null limit ?";

    /** What stands in the CRM of a type: its prefix, and the text after all keys that begin with it. */
    static final String STANDING = """
            select key from objects where key >= ? and key < ? and crm_id is not null and confirmed_offset >= 0
            order by confirmed_offset""";

    /** What was there before the write counts from its intent on: after a kill the CRM may show our values already. */
    private static final String INTENT = """
            insert into objects (key, crm_id, confirmed_hash, before_image, intent, intent_attempt, intent_hash,
              intent_floor, intent_at, intent_deadline, intent_owner) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (key) do update set before_image = coalesce(excluded.before_image, before_image),
              intent = excluded.intent, intent_attempt = excluded.intent_attempt,
              intent_hash = excluded.intent_hash, intent_floor = excluded.intent_floor,
              intent_at = excluded.intent_at, intent_deadline = excluded.intent_deadline,
              intent_owner = excluded.intent_owner
            """;

    private static final String OUTCOME = """
            insert into objects (key, crm_id, confirmed_hash, confirmed_offset, written, before_image, conflicts,
              run, phase, status, operation, payload_hash, command_offset,
              cause_code, cause_message, cause_http, cause_request, cause_field, cause_parent)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (key) do update set crm_id = excluded.crm_id, confirmed_hash = excluded.confirmed_hash,
              confirmed_offset = case when excluded.confirmed_offset >= 0 then excluded.confirmed_offset
                else confirmed_offset end,
              written = excluded.written, before_image = excluded.before_image,
              conflicts = case when excluded.confirmed_offset >= 0 and excluded.status <> 'UNCHANGED'
                then excluded.conflicts else conflicts end,
              run = excluded.run, phase = excluded.phase, status = excluded.status, operation = excluded.operation,
              payload_hash = excluded.payload_hash, command_offset = excluded.command_offset,
              cause_code = excluded.cause_code, cause_message = excluded.cause_message,
              cause_http = excluded.cause_http, cause_request = excluded.cause_request,
              cause_field = excluded.cause_field, cause_parent = excluded.cause_parent,
              intent = case when excluded.operation = 'VERIFY' then intent end
            """;

    static final String KEPT_CHILD = "select child from needed where run = ? and parent = ?";
    private static final String NEEDED = "insert or replace into needed (run, parent, child) values (?, ?, ?)";
    private static final String META = "insert or replace into meta (name, value) values (?, ?)";

    private final Connection connection;
    private final PreparedStatement intent;
    private final PreparedStatement outcome;
    private final PreparedStatement needed;
    private final PreparedStatement meta;

    ObjectRows(Connection connection) throws SQLException {
        this.connection = connection;
        intent = connection.prepareStatement(INTENT);
        outcome = connection.prepareStatement(OUTCOME);
        needed = connection.prepareStatement(NEEDED);
        meta = connection.prepareStatement(META);
    }

    void write(Intent m) throws SQLException {
        bind(
                intent,
                m.key().toString(),
                m.crmId(),
                m.confirmedHash(),
                m.beforeImage(),
                m.operation().name(),
                m.attempt(),
                m.payloadHash(),
                m.searchFloor(),
                m.at().toEpochMilli(),
                m.deadline().toEpochMilli(),
                m.owner());
        intent.executeUpdate();
    }

    void write(Outcome m) throws SQLException {
        Cause cause = m.cause();
        bind(
                outcome,
                m.key().toString(),
                m.crmId(),
                m.confirmedHash(),
                confirms(m) ? m.commandOffset() : -1L,
                m.written(),
                m.beforeImage(),
                m.attributes().get(CONFLICTS),
                m.run(),
                m.phase(),
                m.status().name(),
                m.operation().name(),
                m.payloadHash(),
                m.commandOffset(),
                cause == null ? null : cause.code(),
                cause == null ? null : cause.message(),
                cause == null ? null : cause.httpStatus(),
                cause == null ? null : cause.requestId(),
                cause == null ? null : cause.field(),
                cause == null ? null : cause.parent());
        outcome.executeUpdate();
        for (String parent : m.attributes().getOrDefault(NEEDS, "").lines().toList()) {
            bind(needed, m.run(), parent, m.key().toString());
            needed.executeUpdate();
        }
    }

    void flush(long applied) throws SQLException {
        bind(meta, "applied", Long.toString(applied));
        meta.executeUpdate();
    }

    void name(String ledger) throws SQLException {
        bind(meta, "ledger", ledger);
        meta.executeUpdate();
    }

    String name() throws SQLException {
        return meta("ledger", "");
    }

    long applied() throws SQLException {
        return Long.parseLong(meta("applied", "0"));
    }

    static ObjectState state(ObjectKey key, ResultSet row) throws SQLException {
        String conflicts = row.getString("conflicts");
        return new ObjectState(
                key,
                row.getString("crm_id"),
                row.getString("confirmed_hash"),
                row.getLong("confirmed_offset"),
                row.getString("written"),
                row.getString("before_image"),
                conflicts == null || conflicts.isEmpty() ? List.of() : List.of(conflicts.split(",", -1)),
                answer(row),
                open(row));
    }

    static List<ObjectKey> keys(ResultSet rows) throws SQLException {
        List<ObjectKey> keys = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                keys.add(ObjectKey.parse(rows.getString(1)));
            }
        }
        return keys;
    }

    private static boolean confirms(Outcome m) {
        return switch (m.status()) {
            case CREATED, UPDATED, UNCHANGED, ADOPTED, CONFLICT -> {
                String hash = m.confirmedHash();
                yield hash != null && (hash.equals(m.payloadHash()) || hash.startsWith(m.payloadHash() + "~"));
            }
            case DELETED, RESTORED, VERIFIED, DIFFERENT, PARKED, FAILED -> false;
        };
    }

    private static @Nullable Answer answer(ResultSet row) throws SQLException {
        String run = row.getString("run");
        return run == null
                ? null
                : new Answer(
                        run,
                        row.getInt("phase"),
                        Status.valueOf(row.getString("status")),
                        Operation.valueOf(row.getString("operation")),
                        row.getString("payload_hash"),
                        row.getLong("command_offset"),
                        cause(row));
    }

    private static @Nullable Cause cause(ResultSet row) throws SQLException {
        String code = row.getString("cause_code");
        return code == null
                ? null
                : new Cause(
                        code,
                        row.getString("cause_message"),
                        (Integer) row.getObject("cause_http"),
                        row.getString("cause_request"),
                        row.getString("cause_field"),
                        row.getString("cause_parent"));
    }

    private static @Nullable OpenIntent open(ResultSet row) throws SQLException {
        String operation = row.getString("intent");
        return operation == null
                ? null
                : new OpenIntent(
                        Operation.valueOf(operation),
                        row.getInt("intent_attempt"),
                        row.getString("intent_hash"),
                        row.getString("intent_floor"),
                        Instant.ofEpochMilli(row.getLong("intent_at")),
                        Instant.ofEpochMilli(row.getLong("intent_deadline")),
                        row.getString("intent_owner"));
    }

    private String meta(String name, String otherwise) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select value from meta where name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : otherwise;
            }
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
