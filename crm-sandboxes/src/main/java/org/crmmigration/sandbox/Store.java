package org.crmmigration.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of one sandbox. One lock guards all tables: a write sees and leaves a consistent account, and what it did
 * is in the journal before it ends. A dump is JSON: {@code vendor}, {@code counts} by table, {@code lastIds} by table,
 * and {@code content}, an array of records for each table; members that begin with an underscore are the sandbox's own.
 */
public final class Store implements AutoCloseable {

    private final String vendor;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Journal journal;

    /**
     * Opens the store and replays the journal.
     *
     * @param journalFile where changes are kept, null when they need not survive the process
     */
    public Store(String vendor, List<TableSpec> specs, @Nullable Path journalFile) {
        this.vendor = vendor;
        this.journal = journalFile == null ? Journal.none() : Journal.appendTo(journalFile);
        specs.forEach(spec -> tables.put(spec.name(), new Table(spec, journal)));
        if (journalFile != null) {
            Journal.replay(journalFile, change -> {
                ObjectNode row = change.row();
                table(change.table()).apply(change.id(), row == null ? null : Json.write(row), row);
            });
        }
    }

    public Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("no table " + name);
        }
        return table;
    }

    public boolean isEmpty() {
        return read(() -> tables.values().stream().allMatch(table -> table.size() == 0));
    }

    public <T> T read(Supplier<T> work) {
        return locked(lock.readLock(), work);
    }

    public <T> T write(Supplier<T> work) {
        return locked(lock.writeLock(), work);
    }

    /** Removes everything, from the journal too. */
    public void clear() {
        write(() -> {
            tables.values().forEach(Table::clear);
            journal.restart();
            return true;
        });
    }

    /** Number of records by table, deleted ones included. */
    public Map<String, Integer> counts() {
        return read(() -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            tables.forEach((name, table) -> counts.put(name, table.size()));
            return counts;
        });
    }

    /** Writes the dump without holding more than a record of it in memory. */
    public void dump(OutputStream out) {
        read(() -> {
            try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
                json.writeStartObject();
                json.writeStringProperty("vendor", vendor);
                json.writePOJOProperty("counts", countsUnlocked(false));
                json.writePOJOProperty("lastIds", countsUnlocked(true));
                json.writeObjectPropertyStart("content");
                tables.values().forEach(table -> dump(json, table));
                json.writeEndObject();
                json.writeEndObject();
            }
            return true;
        });
    }

    /** Writes the dump to a file, which is either the old one or complete at any moment. */
    public void snapshot(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                dump(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write snapshot " + file, e);
        }
    }

    /** Replaces all content by that of a dump. */
    public void restore(Path file) {
        JsonNode dump = Json.MAPPER.readTree(file);
        if (!vendor.equals(Json.text(dump, "vendor"))) {
            throw new IllegalArgumentException(file + " is not a dump of a " + vendor + " sandbox");
        }
        write(() -> {
            tables.values().forEach(Table::clear);
            journal.restart();
            dump.path("content")
                    .properties()
                    .forEach(entry -> entry.getValue()
                            .forEach(row ->
                                    table(entry.getKey()).put(row.path("id").asLong(), (ObjectNode) row)));
            dump.path("lastIds")
                    .properties()
                    .forEach(entry ->
                            table(entry.getKey()).lastId(entry.getValue().asLong()));
            return true;
        });
    }

    @Override
    public void close() {
        write(() -> {
            journal.close();
            return true;
        });
    }

    private Map<String, Long> countsUnlocked(boolean ids) {
        Map<String, Long> counts = new LinkedHashMap<>();
        tables.forEach((name, table) -> counts.put(name, ids ? table.nextId() - 1 : (long) table.size()));
        return counts;
    }

    private static void dump(JsonGenerator json, Table table) {
        json.writeArrayPropertyStart(table.name());
        table.rows().values().forEach(json::writeRawValue);
        json.writeEndArray();
    }

    private static <T> T locked(Lock held, Supplier<T> work) {
        held.lock();
        try {
            return work.get();
        } finally {
            held.unlock();
        }
    }
}
