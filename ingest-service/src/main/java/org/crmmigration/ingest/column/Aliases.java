package org.crmmigration.ingest.column;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which headers mean which canonical column, by kind of file. The tables stand in {@code <kind>.columns} beside this
 * class: {@code canonical: alias, alias}; names of canonical columns are aliases of themselves, but for one.
 */
final class Aliases {

    /** Kartra itself calls the internal id of a lead's origin so. */
    private static final String NO_ALIAS = "source_id";

    private static final Map<FileKind, Map<String, String>> TABLES = load();

    private Aliases() {}

    static Optional<String> canonical(FileKind kind, String compactHeader) {
        return Optional.ofNullable(Objects.requireNonNull(TABLES.get(kind)).get(compactHeader));
    }

    private static Map<FileKind, Map<String, String>> load() {
        Map<FileKind, Map<String, String>> tables = new EnumMap<>(FileKind.class);
        for (FileKind kind : FileKind.values()) {
            tables.put(kind, table(kind));
        }
        return tables;
    }

    private static Map<String, String> table(FileKind kind) {
        Map<String, String> table = new HashMap<>();
        try (InputStream in =
                Objects.requireNonNull(Aliases.class.getResourceAsStream(kind.word() + ".columns"), kind.word())) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> add(table, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private static void add(Map<String, String> table, String line) {
        int colon = line.indexOf(':');
        String canonical = line.substring(0, colon);
        int from = colon + 1;
        while (from > 0) {
            int comma = line.indexOf(',', from);
            String alias = comma < 0 ? line.substring(from) : line.substring(from, comma);
            table.putIfAbsent(HeaderKey.of(alias).compact(), canonical);
            from = comma + 1;
        }
        if (!canonical.equals(NO_ALIAS)) {
            table.putIfAbsent(HeaderKey.of(canonical).compact(), canonical);
        }
    }
}
