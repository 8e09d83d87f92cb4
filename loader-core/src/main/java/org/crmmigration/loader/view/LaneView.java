package org.crmmigration.loader.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.crmmigration.loader.ledger.LedgerEntry;
import org.crmmigration.messaging.ledger.LedgerMessage;
import org.crmmigration.messaging.value.ObjectKey;

/**
 * A migration's objects as the ledger describes them, in one SQLite file: a projection that can be deleted at any time.
 * The rows and the ledger offset they stand for change together. One writer, many readers.
 */
public final class LaneView implements KnownObjects, AutoCloseable {

    private final Path file;
    private final Connection reading;
    private final Connection writing;
    private final PreparedStatement find;
    private final ObjectRows rows;
    private long applied;

    private LaneView(Path file) throws SQLException {
        this.file = file;
        writing = connect(file);
        try (Statement statement = writing.createStatement()) {
            for (String sql : ObjectRows.SCHEMA) {
                statement.execute(sql);
            }
        }
        writing.setAutoCommit(false);
        rows = new ObjectRows(writing);
        reading = connect(file);
        find = reading.prepareStatement(ObjectRows.FIND);
        applied = rows.applied();
    }

    /**
     * Opens the view; one of another ledger, or of another layout, is thrown away.
     *
     * @param ledger identity of the ledger topic
     */
    public static LaneView open(Path file, String ledger) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            LaneView view = new LaneView(file);
            String identity = ObjectRows.LAYOUT + " " + ledger;
            if (view.belongsTo(identity)) {
                return view;
            }
            view.close();
            delete(file);
            LaneView fresh = new LaneView(file);
            fresh.rows.name(identity);
            fresh.writing.commit();
            return fresh;
        } catch (SQLException e) {
            throw failure(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("the view " + file + " cannot be opened", e);
        }
    }

    @Override
    public synchronized ObjectState state(ObjectKey key) {
        try {
            find.setString(1, key.toString());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? ObjectRows.state(key, row) : ObjectState.unknown(key);
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    @Override
    public synchronized Optional<ObjectKey> keptChild(String run, ObjectKey key) {
        try (PreparedStatement statement = reading.prepareStatement(ObjectRows.KEPT_CHILD)) {
            statement.setString(1, run);
            statement.setString(2, key.toString());
            return ObjectRows.keys(statement.executeQuery()).stream().findFirst();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Objects with an intent and no outcome. */
    public synchronized List<ObjectKey> inDoubt(int most) {
        try (PreparedStatement statement = reading.prepareStatement(ObjectRows.IN_DOUBT)) {
            statement.setInt(1, most);
            return ObjectRows.keys(statement.executeQuery());
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Objects of a type that stand in the CRM as a command of ours said, in the order of those commands. */
    public synchronized List<ObjectKey> standing(String objectType) {
        try (PreparedStatement statement = reading.prepareStatement(ObjectRows.STANDING)) {
            statement.setString(1, objectType + '|');
            statement.setString(2, objectType + '}');
            return ObjectRows.keys(statement.executeQuery());
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Applies messages in the order of the ledger, all or none; messages seen before change nothing. */
    public void apply(List<LedgerEntry> entries) {
        synchronized (rows) {
            try {
                for (LedgerEntry entry : entries) {
                    if (entry.offset() >= applied) {
                        apply(entry);
                        applied = entry.offset() + 1;
                    }
                }
                rows.flush(applied);
                writing.commit();
            } catch (SQLException e) {
                throw failure(file, e);
            }
        }
    }

    /** The ledger offset from which nothing has been applied. */
    public long applied() {
        synchronized (rows) {
            return applied;
        }
    }

    /** Deletes a view that is not open. */
    public static void delete(Path file) {
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the view " + file + " cannot be deleted", e);
        }
    }

    @Override
    public void close() {
        synchronized (rows) {
            try {
                synchronized (this) {
                    reading.close();
                }
                writing.close();
            } catch (SQLException e) {
                throw failure(file, e);
            }
        }
    }

    private void apply(LedgerEntry entry) throws SQLException {
        switch (entry.message()) {
            case LedgerMessage.Intent intent -> rows.write(intent);
            case LedgerMessage.Outcome outcome -> rows.write(outcome);
            case LedgerMessage.SchemaRead _ -> {}
        }
    }

    private boolean belongsTo(String identity) throws SQLException {
        return rows.name().equals(identity);
    }

    private static Connection connect(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = normal");
            statement.execute("pragma busy_timeout = 10000");
        }
        return connection;
    }

    private static IllegalStateException failure(Path file, SQLException e) {
        return new IllegalStateException("the view " + file + " failed; delete it and it is rebuilt", e);
    }
}
