package org.crmmigration.ingest.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.crmmigration.ingest.IngestException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * One connection to a SQLite file in WAL mode, with statements kept prepared. Changes are lasting after {@link #commit}
 * alone. For one thread at a time.
 */
public final class Sql implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<String, Deque<PreparedStatement>> queries = new HashMap<>();

    /** Opens the file, creating it where it does not exist. */
    public Sql(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            SQLiteConfig config = new SQLiteConfig();
            config.setGetGeneratedKeys(false); // else every insert is followed by a query for its rowid
            connection = config.createConnection("jdbc:sqlite:" + file);
            try (var statement = connection.createStatement()) {
                statement.execute("pragma page_size = 16384");
                statement.execute("pragma journal_mode = wal");
                statement.execute("pragma synchronous = normal");
                statement.execute("pragma cache_size = -65536");
                statement.execute("pragma temp_store = file");
                statement.execute("pragma busy_timeout = 10000");
                statement.execute("pragma wal_autocheckpoint = 4000");
            }
            connection.setAutoCommit(false);
        } catch (SQLException | IOException e) {
            throw new IngestException("the staging file " + file.getFileName() + " cannot be opened", e);
        }
    }

    /**
     * Adds a second file whose content can be made again: nothing of it is journaled, and a crash while it is written
     * leaves it useless. Its tables are found by their names alone.
     */
    void attach(Path scratch) {
        try (var statement = connection.createStatement()) {
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("attach database '" + scratch.toString().replace("'", "''") + "' as scratch");
            statement.execute("pragma scratch.page_size = 16384");
            statement.execute("pragma scratch.journal_mode = off");
            statement.execute("pragma scratch.synchronous = off");
            statement.execute("pragma scratch.cache_size = -65536");
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IngestException("the scratch file " + scratch.getFileName() + " cannot be opened", e);
        }
    }

    /** Runs statements separated by semicolons at line ends. */
    public void script(String script) {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(script);
        } catch (SQLException e) {
            throw failed(script, e);
        }
    }

    /** Changes something; answers how many rows it changed. */
    public int run(String sql, @Nullable Object... arguments) {
        try {
            PreparedStatement statement = statements.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                statements.put(sql, statement);
            }
            bind(statement, arguments);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** The first column of the first row as a number. */
    public Optional<Long> number(String sql, @Nullable Object... arguments) {
        return first(sql, rows -> rows.number(1), arguments);
    }

    /** What a function makes of the first row. */
    public <T> Optional<T> first(String sql, Reading<T> reading, @Nullable Object... arguments) {
        try {
            PreparedStatement statement = statements.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                statements.put(sql, statement);
            }
            bind(statement, arguments);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(reading.of(new Rows(result))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** Hands every row to a function, one at a time. */
    public void each(String sql, Visit visit, @Nullable Object... arguments) {
        Deque<PreparedStatement> idle = queries.computeIfAbsent(sql, _ -> new ArrayDeque<>());
        PreparedStatement statement = idle.pollFirst();
        try {
            if (statement == null) {
                statement = connection.prepareStatement(sql);
            }
            bind(statement, arguments);
            try (ResultSet result = statement.executeQuery()) {
                Rows rows = new Rows(result);
                while (result.next()) {
                    visit.row(rows);
                }
            }
            idle.addFirst(statement);
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** Makes changes lasting. */
    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IngestException("the staging file could not be written; is the disk full?", e);
        }
    }

    /** Forgets changes since the last commit. */
    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IngestException("the staging file could not be restored", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IngestException("the staging file could not be closed", e);
        }
    }

    Connection connection() {
        return connection;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    private static IngestException failed(String sql, SQLException cause) {
        return new IngestException(
                "a staging statement failed: " + sql.strip().lines().findFirst().orElse(""), cause);
    }

    /** Makes something of a row. */
    public interface Reading<T> {
        /** What the row holds. */
        T of(Rows row);
    }

    /** Looks at a row. */
    public interface Visit {
        /** Called once per row. */
        void row(Rows row);
    }

    /** The current row; columns are counted from 1. */
    public static final class Rows {
        private final ResultSet result;

        Rows(ResultSet result) {
            this.result = result;
        }

        /** A number; 0 for null. */
        public long number(int column) {
            try {
                return result.getLong(column);
            } catch (SQLException e) {
                throw failed("column " + column, e);
            }
        }

        /** A text; empty for null. */
        public String text(int column) {
            try {
                String text = result.getString(column);
                return text == null ? "" : text;
            } catch (SQLException e) {
                throw failed("column " + column, e);
            }
        }

        /** Bytes; none for null. */
        public byte[] bytes(int column) {
            try {
                byte[] bytes = result.getBytes(column);
                return bytes == null ? new byte[0] : bytes;
            } catch (SQLException e) {
                throw failed("column " + column, e);
            }
        }
    }
}
