package org.crmmigration.reconcile.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection to a ledger file with its prepared statements. For one thread at a time. */
final class Database implements AutoCloseable {

    private static final String PRAGMAS = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            PRAGMA busy_timeout = 10000;
            PRAGMA temp_store = FILE;
            """;

    /** Room for the indexes' leaves, which are written in random order, and fewer rewritings of the same page. */
    private static final String WRITER = """
            PRAGMA cache_size = -16000;
            PRAGMA wal_autocheckpoint = 8000;
            """;

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static Database open(Path file) {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            Database database = new Database(file, connection);
            database.script(PRAGMAS);
            return database;
        } catch (SQLException e) {
            throw new LedgerFailure("the ledger file " + file + " cannot be opened; check the directory", e);
        }
    }

    /** For the connection that writes. */
    Database forWriting() {
        script(WRITER);
        return this;
    }

    /** Runs statements that take no values. */
    void script(String sql) {
        try (Statement statement = connection.createStatement()) {
            for (String part : sql.split(";", -1)) {
                if (!part.isBlank()) {
                    statement.execute(part);
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** All of it or nothing of it. */
    void transaction(Runnable work) {
        try {
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Changes rows and says how many. */
    int update(String sql, @Nullable Object... values) {
        try {
            return bound(sql, values).executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Hands every row to the reader. */
    void each(String sql, RowReader reader, @Nullable Object... values) {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Every row as the mapper makes it. */
    <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        List<T> result = new ArrayList<>();
        each(sql, row -> result.add(mapper.map(row)), values);
        return result;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private LedgerFailure failure(SQLException e) {
        return new LedgerFailure("the ledger file " + file + " failed: " + e.getMessage(), e);
    }

    /** Reads one row. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Makes a value of one row. */
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }
}
