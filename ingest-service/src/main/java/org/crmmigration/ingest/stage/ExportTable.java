package org.crmmigration.ingest.stage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The exports of one migration. Opens its file for each call, so that any thread may ask at any time. */
public final class ExportTable {

    private static final String COLUMNS =
            "select seq, id, state, paths, settings, message, rows_read, published, records, began from export ";

    private final Staging staging;

    /** Exports of a migration. */
    public ExportTable(Staging staging) {
        this.staging = staging;
    }

    /** Registers an export. */
    public Export add(List<Path> paths, Map<String, String> settings, Instant now) {
        try (Sql sql = staging.exports()) {
            // one statement: a transaction that began by reading cannot write once another connection did
            sql.run(
                    """
                    insert into export (seq, id, state, paths, settings, began)
                    select coalesce(max(seq), 0) + 1, 'export-' || (coalesce(max(seq), 0) + 1), 'READING', ?, ?, ? from export
                    """,
                    Lines.join(paths.stream().map(Path::toString).toList()),
                    Export.text(settings),
                    now.toEpochMilli());
            Export added =
                    sql.first(COLUMNS + "order by seq desc limit 1", Export::of).orElseThrow();
            sql.commit();
            return added;
        }
    }

    /** The export with an id. */
    public Optional<Export> find(String id) {
        if (!staging.exists()) {
            return Optional.empty();
        }
        try (Sql sql = staging.exports()) {
            return find(sql, id);
        }
    }

    /** All exports in their order. */
    public List<Export> all() {
        List<Export> exports = new ArrayList<>();
        if (staging.exists()) {
            try (Sql sql = staging.exports()) {
                sql.each(COLUMNS + "order by seq", row -> exports.add(Export.of(row)));
            }
        }
        return exports;
    }

    /** The number of the generation that an export leads to: rejected ones lead to none. */
    public int generation(Export export) {
        return (int) all().stream()
                .filter(other -> other.seq() <= export.seq() && other.state() != Export.State.REJECTED)
                .count();
    }

    /** Notes how far an export is. */
    public void progress(Export export, Export.State state, long rowsRead, long published, String message) {
        try (Sql sql = staging.exports()) {
            sql.run(
                    "update export set state = ?, rows_read = ?, published = ?, message = ? where seq = ?",
                    state.name(),
                    rowsRead,
                    published,
                    message,
                    export.seq());
            sql.commit();
        }
    }

    /** Leaves a message without a change of state. */
    public void note(Export export, String message) {
        try (Sql sql = staging.exports()) {
            sql.run("update export set message = ? where seq = ?", message, export.seq());
            sql.commit();
        }
    }

    /** Keeps how many records a generation holds. */
    public void records(Export export, Map<String, Long> records) {
        try (Sql sql = staging.exports()) {
            sql.run(
                    "update export set records = ? where seq = ?",
                    Export.text(records.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> Long.toString(entry.getValue())))),
                    export.seq());
            sql.commit();
        }
    }

    private static Optional<Export> find(Sql sql, String id) {
        return sql.first(COLUMNS + "where id = ?", Export::of, id);
    }
}
