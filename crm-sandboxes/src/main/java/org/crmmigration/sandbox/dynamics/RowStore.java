package org.crmmigration.sandbox.dynamics;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.crmmigration.sandbox.Journal;
import org.crmmigration.sandbox.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All rows of the environment, definitions included. One lock guards it: a write sees and leaves a consistent
 * environment, is undone as a whole when it fails, and is one line of the journal before it ends.
 */
final class RowStore implements AutoCloseable {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, RowTable> tables = new ConcurrentSkipListMap<>();
    private final Watcher watcher;
    private final Journal journal;
    private long version = 1_000_000;

    /** Learns of every change of a row, undone ones too. */
    @FunctionalInterface
    interface Watcher {

        void changed(String table, @Nullable JsonNode before, @Nullable JsonNode after);
    }

    RowStore(Watcher watcher, @Nullable Path journalFile) {
        this.watcher = watcher;
        this.journal = journalFile == null ? Journal.none() : Journal.appendTo(journalFile);
    }

    /** Brings back what the journal file holds. */
    void replay(Path journalFile) {
        Journal.lines(
                journalFile,
                line -> Json.MAPPER.readTree(line).forEach(change -> {
                    JsonNode row = change.path("row");
                    apply(Json.text(change, "table"), Json.text(change, "id"), row.isObject() ? Json.write(row) : null);
                    version = Math.max(version, row.path("versionnumber").asLong(0));
                }));
    }

    RowTable table(String name) {
        return tables.computeIfAbsent(name, n -> new RowTable());
    }

    Map<String, RowTable> tables() {
        return tables;
    }

    /** The next row version; larger than all before. */
    long nextVersion() {
        return ++version;
    }

    void atLeastVersion(long seen) {
        version = Math.max(version, seen);
    }

    <T> T read(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Does all of it or, when it throws, nothing. */
    <T> T write(Function<Transaction, T> work) {
        lock.writeLock().lock();
        try {
            Transaction transaction = new Transaction(this);
            try {
                T result = work.apply(transaction);
                transaction.journalLine().ifPresent(journal::line);
                return result;
            } catch (RuntimeException failed) {
                transaction.undo();
                throw failed;
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Stores or removes a row and tells the watcher when it watches that table; returns the text from before. */
    @Nullable
    String apply(String table, String id, @Nullable String text) {
        String before = table(table).apply(id, text);
        if (table.startsWith(MetadataRows.PREFIX)) {
            watcher.changed(
                    table,
                    before == null ? null : Json.parseObject(before),
                    text == null ? null : Json.parseObject(text));
        }
        return before;
    }

    /** Forgets the journal written so far. */
    void restartJournal() {
        journal.restart();
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            journal.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
