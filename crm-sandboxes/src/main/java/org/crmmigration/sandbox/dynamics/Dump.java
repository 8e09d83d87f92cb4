package org.crmmigration.sandbox.dynamics;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.crmmigration.sandbox.Json;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole environment as one JSON document: {@code vendor}, {@code counts} by table, and {@code content}, an object
 * with the rows of each table by id. Tables whose name begins with {@code metadata.} hold custom definitions.
 */
final class Dump {

    private static final String VENDOR = "dynamics";

    private final RowStore store;

    Dump(RowStore store) {
        this.store = store;
    }

    void write(OutputStream out) {
        store.read(() -> {
            try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
                json.writeStartObject();
                json.writeStringProperty("vendor", VENDOR);
                Map<String, Integer> counts = new TreeMap<>();
                store.tables().forEach((name, table) -> counts.put(name, table.size()));
                counts.values().removeIf(count -> count == 0);
                json.writePOJOProperty("counts", counts);
                json.writeObjectPropertyStart("content");
                store.tables().forEach((name, table) -> table(json, name, table));
                json.writeEndObject();
                json.writeEndObject();
            }
            return true;
        });
    }

    private static void table(JsonGenerator json, String name, RowTable table) {
        if (table.size() > 0) {
            json.writeObjectPropertyStart(name);
            table.rows().forEach((id, row) -> {
                json.writeName(id);
                json.writeRawValue(row);
            });
            json.writeEndObject();
        }
    }

    /** Writes the dump to a file, which is either the old one or complete at any moment. */
    void snapshot(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                write(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write snapshot " + file, e);
        }
    }

    /** Replaces all content by that of a dump. */
    void restore(Path file) {
        JsonNode dump = Json.MAPPER.readTree(file);
        if (!VENDOR.equals(Json.text(dump, "vendor"))) {
            throw new IllegalArgumentException(file + " is not a dump of a " + VENDOR + " sandbox");
        }
        clear();
        JsonNode content = dump.path("content");
        store.write(tx -> {
            MetadataRows.tables().forEach(table -> rows(tx, table, content.path(table)));
            content.properties().stream()
                    .filter(entry -> !entry.getKey().startsWith(MetadataRows.PREFIX))
                    .forEach(entry -> rows(tx, entry.getKey(), entry.getValue()));
            return true;
        });
    }

    private void rows(Transaction tx, String table, JsonNode rows) {
        rows.properties().forEach(entry -> {
            store.atLeastVersion(entry.getValue().path("versionnumber").asLong(0));
            tx.put(table, entry.getKey(), (ObjectNode) entry.getValue());
        });
    }

    /** Removes every row and every custom definition; the journal begins anew. */
    void clear() {
        store.write(tx -> {
            List.copyOf(store.tables().keySet()).stream()
                    .filter(table -> !table.startsWith(MetadataRows.PREFIX))
                    .forEach(table -> clear(tx, table));
            MetadataRows.tables().reversed().forEach(table -> clear(tx, table));
            return true;
        });
        store.restartJournal();
    }

    private static void clear(Transaction tx, String table) {
        List.copyOf(tx.table(table).rows().keySet()).forEach(id -> tx.remove(table, id));
    }
}
